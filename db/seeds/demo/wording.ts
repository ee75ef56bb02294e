/** A text of the demo base in the three languages its calls are written in. */
export const inThree = (en: string, zh: string, de: string) => ({ en, "zh-CN": zh, de });
