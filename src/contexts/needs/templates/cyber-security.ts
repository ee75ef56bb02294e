import type { NeedTemplate } from "./need-template.ts";

export const cyberSecurityTemplate: NeedTemplate = {
  id: "cyber-security",
  field: "software-security",
  topics: ["cyber-security", "embedded-software"],
  certificates: ["TISAX"],
  texts: {
    en: {
      title: "Finding weak points in supplied binary software of control units",
      detail:
        "We receive [number] firmware images a year from suppliers without source code. For each we must list the components, known weak points " +
        "and wrong settings before release, as UNECE R155 asks. We look for an analysis of binaries for [processors and operating systems] " +
        "that needs less than [hours] an image and fits into [release tool].\n\n" +
        "Images must not leave our network. Success: at least [percent] of the weak points planted by our testers are found.",
      teaser: "A car maker looks for security analysis of supplied firmware without source code.",
    },
    zh: {
      title: "无源码控制器固件的安全漏洞分析",
      detail:
        "每年有【数量】个供应商固件没有源码。按照 UNECE R155 和国标要求，发布前必须列出组件清单、已知漏洞和错误配置。" +
        "希望有面向【处理器和操作系统】的二进制分析方案，每个镜像耗时不超过【小时】，并可接入【发布工具】。\n\n" +
        "镜像不得离开我方网络。达标标准：测试人员预埋的漏洞检出率不低于【百分比】。",
      teaser: "一家整车企业寻找无需源码的控制器固件安全分析方案。",
    },
    de: {
      title: "Schwachstellen in gelieferter Binärsoftware von Steuergeräten finden",
      detail:
        "Wir erhalten jährlich [Anzahl] Firmware-Abbilder von Lieferanten ohne Quellcode. Vor der Freigabe müssen wir nach UNECE R155 Bestandteile, " +
        "bekannte Schwachstellen und falsche Einstellungen auflisten. Gesucht ist eine Binäranalyse für [Prozessoren und Betriebssysteme], " +
        "die je Abbild weniger als [Stunden] braucht und in [Freigabewerkzeug] passt.\n\n" +
        "Abbilder verlassen unser Netz nicht. Erfolg: mindestens [Prozent] der von unseren Testern gesetzten Schwachstellen gefunden.",
      teaser: "Ein Automobilhersteller sucht Sicherheitsanalysen gelieferter Firmware ohne Quellcode.",
    },
    ru: {
      title: "Поиск уязвимостей в поставляемых прошивках блоков управления",
      detail:
        "Ежегодно мы получаем от поставщиков [число] прошивок без исходного кода. До выпуска по UNECE R155 нужно перечислить компоненты, " +
        "известные уязвимости и неверные настройки. Нужен анализ двоичных файлов для [процессоров и операционных систем], " +
        "не дольше [часов] на образ и совместимый с [инструментом выпуска].\n\n" +
        "Образы не покидают нашу сеть. Успех: найдено не менее [процент] уязвимостей, заложенных нашими испытателями.",
      teaser: "Автопроизводитель ищет анализ безопасности прошивок без исходного кода.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Analyses binaries without source code, on our own network",
        zh: "无需源码即可分析二进制，且部署在我方网络内",
        de: "Analysiert Binärdateien ohne Quellcode, im eigenen Netz",
        ru: "Анализ двоичных файлов без исходного кода, внутри нашей сети",
      },
    },
    {
      level: "should",
      text: {
        en: "Writes a software bill of materials as CycloneDX or SPDX",
        zh: "可输出 CycloneDX 或 SPDX 格式的软件物料清单",
        de: "Schreibt eine Software-Stückliste als CycloneDX oder SPDX",
        ru: "Формирует перечень компонентов в CycloneDX или SPDX",
      },
    },
  ],
};
