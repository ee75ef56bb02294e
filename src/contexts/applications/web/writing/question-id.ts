/** Where a question stands on the page. */
export const questionId = ({ key }: { key: string }): string => `question-${key}`;
