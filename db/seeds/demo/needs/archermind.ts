import { must, type NeedSeed, should, yuan } from "./need-seed.ts";

export const archermindNeeds: NeedSeed[] = [
  {
    key: "log-analysis",
    title: "Поиск причин сбоев в журналах головного устройства",
    detail:
      "Тестовые автомобили присылают до сорока гигабайт журналов в день. Инженер тратит на один сбой в среднем пять часов: сопоставляет журналы процессов, шины CAN и видео. " +
      "Нужен инструмент, который сам находит момент отклонения, группирует одинаковые сбои и называет вероятный компонент. Журналы не покидают нашу сеть. " +
      "Успех: время поиска причины сокращается вдвое на двухстах известных сбоях.",
    teaser: "Разработчик автомобильного ПО ищет анализ журналов для поиска причин сбоев.",
    lang: "ru",
    field: "software-security",
    topics: ["developer-tools", "embedded-software"],
    tags: ["журналы", "поиск аномалий"],
    languages: ["ru", "en", "zh"],
    budgetMinor: yuan(520_000),
    decideBy: "2027-02-19",
    urgency: "normal",
    visibility: "host",
    statedOn: "2026-10-21",
    reaches: "open",
    requirements: [
      must("Работает внутри нашей сети, без передачи журналов наружу"),
      should("Понимает журналы Android Automotive и шины CAN"),
      { kind: "stage", level: "should", text: "", value: { stages: ["prototype", "seed", "series-a", "series-b"] } },
    ],
  },
  {
    key: "test-generation",
    title: "Generating interface tests for in-car apps from requirements",
    detail:
      "Every release of the in-car apps is checked with four thousand test cases written by hand in English and Chinese. We look for a tool that reads requirements and screen designs, " +
      "writes executable tests for Android Automotive, keeps them alive when a screen changes, and explains each failed test in one sentence. " +
      "Success: half of next year's new test cases are generated and fewer than five per cent need correction.",
    lang: "en",
    field: "software-security",
    topics: ["developer-tools", "language-models"],
    tags: ["test automation"],
    languages: ["en", "zh"],
    budgetMinor: yuan(680_000),
    decideBy: "2027-04-02",
    urgency: "normal",
    visibility: "unit",
    statedOn: "2026-11-11",
    reaches: "confirmed",
    requirements: [
      must("Runs tests on real head units and in the emulator"),
      should("Reads requirements in Chinese and English"),
    ],
  },
  {
    key: "gesture-privacy",
    title: "Распознавание жестов в салоне без передачи изображения",
    detail:
      "Камера салона уже установлена. Нужно распознавать десять жестов водителя и пассажира на самом устройстве, не сохраняя и не передавая изображение.",
    lang: "ru",
    field: "customer-experience",
    topics: ["in-car-experience", "computer-vision"],
    urgency: "normal",
    visibility: "unit",
    statedOn: "2026-11-04",
    reaches: "draft",
    requirements: [must("Изображение не покидает устройство")],
  },
  {
    key: "energy-range",
    title: "Innovative digital platform",
    detail: "We are looking for an innovative partner for the digital transformation.",
    lang: "en",
    urgency: "low",
    visibility: "unit",
    statedOn: "2026-11-12",
    reaches: "draft",
  },
];
