import type { NeedTemplate } from "./need-template.ts";

export const voiceAssistantTemplate: NeedTemplate = {
  id: "in-car-assistant",
  field: "customer-experience",
  topics: ["in-car-experience", "voice-assistants", "language-models"],
  texts: {
    en: {
      title: "In-car assistant that understands [dialects] and answers offline",
      detail:
        "Our assistant in [model series] understands standard Mandarin; customers in [regions] speak dialects and mix languages. " +
        "We look for speech recognition and a small language model that run on [chip] without a network, answer within [milliseconds] " +
        "and control [functions] of the car.\n\nWhat must never happen: [for example an action while driving that was not asked for]. " +
        "We provide [hours] of recorded speech and a test car. Success: [percent] of tasks completed on the first try by [number] test drivers.",
      teaser: "A car maker looks for an in-car voice assistant that works offline and understands regional speech.",
    },
    zh: {
      title: "听得懂【方言】、离线可用的车载助手",
      detail:
        "【车系】的助手目前只听得懂普通话，【地区】的客户常说方言或夹杂其他语言。" +
        "希望在【芯片】上离线运行语音识别和小型语言模型，【毫秒】内应答，并能控制【车辆功能】。\n\n" +
        "绝不能发生：【例如行驶中执行未被要求的操作】。我们提供【小时】的录音和一台测试车。达标标准：【人数】名试驾者首次任务完成率达到【百分比】。",
      teaser: "一家整车企业寻找可离线运行、听得懂地方口音的车载语音助手。",
    },
    de: {
      title: "Fahrzeugassistent, der [Dialekte] versteht und offline antwortet",
      detail:
        "Unser Assistent in [Baureihe] versteht Hochchinesisch; Kunden in [Regionen] sprechen Dialekt und mischen Sprachen. " +
        "Gesucht sind Spracherkennung und ein kleines Sprachmodell, die auf [Chip] ohne Netz laufen, innerhalb von [Millisekunden] antworten " +
        "und [Funktionen] des Fahrzeugs steuern.\n\nWas nie geschehen darf: [zum Beispiel eine nicht verlangte Handlung während der Fahrt]. " +
        "Wir stellen [Stunden] Sprachaufnahmen und ein Testfahrzeug. Erfolg: [Prozent] der Aufgaben im ersten Versuch bei [Anzahl] Testfahrern.",
      teaser: "Ein Automobilhersteller sucht einen Sprachassistenten, der offline arbeitet und regionale Sprache versteht.",
    },
    ru: {
      title: "Голосовой помощник в автомобиле, понимающий [диалекты] без сети",
      detail:
        "Наш помощник в [модельном ряду] понимает литературный китайский; клиенты в [регионах] говорят на диалектах и смешивают языки. " +
        "Нужны распознавание речи и малая языковая модель, которые работают на [чипе] без сети, отвечают за [миллисекунды] " +
        "и управляют [функциями] автомобиля.\n\nЧего не должно произойти: [например, незапрошенное действие во время движения]. " +
        "Мы даём [часы] записей речи и тестовый автомобиль. Успех: [процент] задач с первой попытки у [число] водителей.",
      teaser: "Автопроизводитель ищет голосового помощника, работающего без сети и понимающего региональную речь.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Speech recognition runs on the head unit without a network",
        zh: "语音识别可在车机端离线运行",
        de: "Spracherkennung läuft ohne Netz auf der Head-Unit",
        ru: "Распознавание речи работает на головном устройстве без сети",
      },
    },
    {
      level: "should",
      text: {
        en: "Recordings of drivers are processed in the country where they are made",
        zh: "驾驶员录音在采集地所在国处理",
        de: "Aufnahmen von Fahrern werden im Land der Aufnahme verarbeitet",
        ru: "Записи водителей обрабатываются в стране, где они сделаны",
      },
    },
  ],
};
