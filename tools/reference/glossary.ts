type Languages = { en: string; zh: string; de: string; ru: string };

interface Entry extends Languages {
  meaning: string;
}

const entry = (en: string, zh: string, de: string, ru: string, meaning: string): Entry => ({ en, zh, de, ru, meaning });

const parts: { title: string; entries: Entry[] }[] = [
  {
    title: "Who",
    entries: [
      entry("base", "基地", "Basis", "база", "The joint innovation base: what the host and the cloud partner run together."),
      entry(
        "organisation",
        "机构",
        "Organisation",
        "организация",
        "A legal body with seats: host, cloud partner, zone, start-up or investor.",
      ),
      entry(
        "host",
        "主办方",
        "Gastgeber",
        "принимающая сторона",
        "The car maker: one of the two operators; its units state needs and buy.",
      ),
      entry("operator", "运营方", "Betreiber", "оператор", "The host or the cloud partner: the two that run the base."),
      entry("cloud partner", "云合作伙伴", "Cloud-Partner", "облачный партнёр", "The cloud provider: the other operator."),
      entry("zone", "园区", "Zone", "зона", "The administration of the place; reads agreed reports and changes nothing."),
      entry(
        "investor",
        "投资机构",
        "Investor",
        "инвестор",
        "A fund or bank that sees the financing profiles founders open to it.",
      ),
      entry("unit", "部门", "Einheit", "подразделение", "A part of an organisation; needs are stated by one."),
      entry("person", "人员", "Person", "человек", "Somebody with an account; acts through a seat."),
      entry("seat", "席位", "Sitz", "место", "A role a person holds in an organisation; one person may hold several."),
      entry("company", "企业", "Unternehmen", "компания", "A record in the scouting universe; it has no sign-in."),
      entry(
        "start-up",
        "初创企业",
        "Start-up",
        "стартап",
        "A company that joined the base; its organisation points to the company.",
      ),
    ],
  },
  {
    title: "From need to shortlist",
    entries: [
      entry("need", "需求", "Bedarf", "потребность", "What a unit looks for, with owner, budget and decide-by date."),
      entry(
        "requirement",
        "要求",
        "Anforderung",
        "требование",
        "One condition of a need: a must excludes companies known not to meet it, a should moves them.",
      ),
      entry(
        "teaser",
        "公开简介",
        "Teaser",
        "анонс",
        "The text of a need written for outside; the confidential detail is another text.",
      ),
      entry("match", "匹配", "Treffer", "совпадение", "A company ranked for a need, with the reasons for its place."),
      entry(
        "shortlist",
        "短名单",
        "Shortlist",
        "шорт-лист",
        "The companies a unit considers for a need, by stage, with votes and notes.",
      ),
      entry(
        "pass",
        "放弃",
        "Absage",
        "отказ",
        "The decision not to go on with a company; it keeps a reason and what would make us look again.",
      ),
      entry(
        "re-check trigger",
        "复查条件",
        "Wiedervorlage",
        "повод вернуться",
        "A date, funding round, certificate or new need after which a passed company is looked at again.",
      ),
      entry("response clock", "响应时限", "Antwortuhr", "срок ответа", "Whose turn it is, and until when."),
      entry("duplicate", "重复记录", "Dublette", "дубликат", "Two records that may be one firm; merging them can be undone."),
      entry(
        "import",
        "导入",
        "Import",
        "импорт",
        "A file of companies taken in with preview, dry run and a list of rejected rows.",
      ),
      entry("source", "来源", "Quelle", "источник", "Where a value of a company comes from; kept for each field."),
    ],
  },
  {
    title: "Applications and pilots",
    entries: [
      entry("call", "征集", "Ausschreibung", "конкурсный набор", "An invitation to apply, of one operator or of both."),
      entry(
        "knock-out rule",
        "准入规则",
        "Ausschlussregel",
        "условие допуска",
        "What a firm must meet to apply, checked in two minutes before anybody writes.",
      ),
      entry(
        "form",
        "申请表",
        "Formular",
        "анкета",
        "The questions of a call, by version; an application shows the one it was written against.",
      ),
      entry("stage", "阶段", "Stufe", "этап", "First the short form for all, then the full one for those who are asked back."),
      entry("application", "申请", "Bewerbung", "заявка", "What a start-up hands in for a call; one file behind two doors."),
      entry(
        "applicant",
        "申请人",
        "Bewerber",
        "заявитель",
        "Whoever applies: a firm and its writers, until it is a start-up of the base.",
      ),
      entry("writer", "撰写人", "Verfasser", "автор заявки", "Somebody who writes an application, alone or with others."),
      entry("track", "赛道", "Themenfeld", "направление", "A part of a call whose applications go to reviewers who know it."),
      entry("phase", "评审环节", "Phase", "фаза", "A step of the review with its own window, rubric and rules of who sees what."),
      entry("review", "评审", "Gutachten", "рецензия", "A reviewer’s judgement of an application by the rubric."),
      entry("feedback", "反馈", "Rückmeldung", "отзыв", "What a reviewer wrote for the applicant, told without a name."),
      entry("rubric", "评分标准", "Bewertungsraster", "шкала оценки", "Weighted criteria with a meaning for each score."),
      entry(
        "assignment",
        "评审分配",
        "Zuteilung",
        "распределение",
        "Who reviews which application: proposed, looked at, then applied.",
      ),
      entry(
        "guest juror",
        "嘉宾评审",
        "Gastjuror",
        "приглашённый эксперт",
        "Somebody from outside who reviews in one phase until a day.",
      ),
      entry(
        "conflict of interest",
        "利益冲突",
        "Interessenkonflikt",
        "конфликт интересов",
        "A tie between a person and an application: for that person it does not exist.",
      ),
      entry("decision", "决定", "Entscheidung", "решение", "Accepted, waitlisted or declined, with reasons and a letter."),
      entry(
        "pilot",
        "试点",
        "Pilot",
        "пилотный проект",
        "A first, bought use of a product with criteria agreed before it starts.",
      ),
      entry("criterion", "验收标准", "Kriterium", "критерий", "What a pilot must show, and what follows if it does."),
      entry("purchase order", "采购订单", "Bestellung", "заказ на закупку", "The host’s order for the pilot."),
      entry("adoption", "落地采用", "Übernahme", "внедрение", "The product in regular use after a pilot."),
    ],
  },
  {
    title: "Cloud, place, advice, events",
    entries: [
      entry(
        "offer",
        "云资源方案",
        "Cloud-Angebot",
        "облачное предложение",
        "A package of cloud services a start-up can ask for.",
      ),
      entry(
        "credit",
        "云资源额度",
        "Guthaben",
        "облачный кредит",
        "Cloud money of a start-up in a ledger that is reversed, never edited.",
      ),
      entry("environment", "云环境", "Umgebung", "облачная среда", "The cloud account and resources set up for a start-up."),
      entry("space", "空间", "Raum", "помещение", "An office, desk or room in the base."),
      entry("residency", "入驻", "Belegung", "резидентство", "A start-up’s signed place in the base."),
      entry("booking", "预订", "Buchung", "бронирование", "A space taken for a time."),
      entry("expert", "专家", "Fachperson", "эксперт", "Somebody of an operator who gives hours."),
      entry(
        "session",
        "辅导时段",
        "Sprechstunde",
        "консультация",
        "An hour with an expert, with a brief before and actions after.",
      ),
      entry("event", "活动", "Veranstaltung", "мероприятие", "A summit, competition, training or match day with check-in."),
      entry("match day", "对接日", "Matching-Tag", "день встреч", "An event of planned one-to-one talks."),
    ],
  },
  {
    title: "What is counted and told",
    entries: [
      entry("promise", "承诺", "Zusage", "обязательство", "A counter with a target the operators agreed on."),
      entry("service", "服务", "Leistung", "услуга", "Something rendered to a start-up; a row of the ledger."),
      entry("evidence", "凭证", "Nachweis", "подтверждение", "What shows that a counted thing took place."),
      entry("post", "文章", "Beitrag", "публикация", "A piece of news."),
      entry("subscriber", "订阅者", "Abonnent", "подписчик", "Somebody who asked for the newsletter and confirmed it."),
      entry("issue", "期刊", "Ausgabe", "выпуск", "One sending of the newsletter."),
    ],
  },
];

const preface = `# Glossary

One word for each thing, in table, type, file, address and screen. Generated by \`npm run generate\` from \`tools/reference/glossary.ts\`; names of the
seats, states and fields come from the catalogues in \`locales/\`.`;

/** The words of the product in its four languages; `named` adds lists whose words the catalogues hold. */
export function glossary(named: { title: string; rows: Languages[] }[]): string {
  const written = parts.map(({ title, entries }) =>
    section(
      title,
      ["English", "中文", "Deutsch", "Русский", "Meaning"],
      entries.map(({ en, zh, de, ru, meaning }) => [en, zh, de, ru, meaning]),
    ),
  );
  const listed = named.map(({ title, rows }) =>
    section(
      title,
      ["English", "中文", "Deutsch", "Русский"],
      rows.map(({ en, zh, de, ru }) => [en, zh, de, ru]),
    ),
  );
  return `${[preface, ...written, ...listed].join("\n\n")}\n`;
}

function section(title: string, head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `## ${title}\n\n${lines.join("\n")}`;
}
