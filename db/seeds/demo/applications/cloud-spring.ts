import { demoId } from "../clock.ts";
import { inThree as text } from "../wording.ts";

/** The cloud partner's own door, decided in spring. */
export const cloudSpringCall = {
  slug: "cloud-spring-2026",
  isJoint: false,
  mode: "window",
  opensAt: "2026-02-16T01:00:00Z",
  softDeadlineAt: "2026-03-31T15:59:00Z",
  hardDeadlineAt: "2026-04-03T15:59:00Z",
  title: text("Cloud for the road, spring 2026", "上云上路 2026春季", "Cloud für die Straße, Frühjahr 2026"),
  teaser: text(
    "Twelve months of cloud resources and an architect of your own for start-ups around the car.",
    "为汽车领域初创企业提供十二个月云资源与专属架构师。",
    "Zwölf Monate Cloud-Ressourcen und eine feste Ansprechperson für Start-ups rund ums Auto.",
  ),
  description: text(
    "A short application, two readers, an answer by the end of April. Whoever is declined hears why and what would change our mind.",
    "简短申请，两位评审，四月底前答复。未录取者会得知原因以及可改变结果的条件。",
    "Eine kurze Bewerbung, zwei Lesende, eine Antwort bis Ende April. Wer eine Absage bekommt, erfährt den Grund und was uns umstimmen würde.",
  ),
  rules: [
    {
      id: demoId("rule-spring-legal"),
      kind: "legalEntity",
      reason: text(
        "Cloud contracts are made with registered firms only.",
        "云服务合同仅与已注册企业签订。",
        "Cloud-Verträge schließen wir nur mit eingetragenen Firmen.",
      ),
    },
  ],
  promisedDays: { screening: 10, review: 20, waitlist: 60 },
};

export const cloudSpringForm = [
  {
    key: "name",
    kind: "text",
    stage: 1,
    isRequired: true,
    isIdentifying: true,
    profilePart: "name",
    label: text("Name of the firm", "企业名称", "Name der Firma"),
  },
  {
    key: "website",
    kind: "url",
    stage: 1,
    isIdentifying: true,
    profilePart: "website",
    label: text("Website", "网站", "Website"),
  },
  {
    key: "oneLiner",
    kind: "text",
    stage: 1,
    isRequired: true,
    profilePart: "oneLiner",
    label: text("What you do, in one sentence", "一句话介绍", "Was Sie tun, in einem Satz"),
  },
  {
    key: "solution",
    kind: "longText",
    stage: 1,
    isRequired: true,
    longest: 1500,
    label: text("Your solution", "您的方案", "Ihre Lösung"),
  },
  {
    key: "need",
    kind: "longText",
    stage: 1,
    isRequired: true,
    longest: 800,
    label: text("Cloud you would need", "所需云资源", "Cloud, die Sie bräuchten"),
  },
  {
    key: "founders",
    kind: "text",
    stage: 1,
    isRequired: true,
    isIdentifying: true,
    longest: 300,
    label: text("Founders", "创始人", "Gründerinnen und Gründer"),
  },
  {
    key: "investors",
    kind: "text",
    stage: 1,
    isIdentifying: true,
    longest: 300,
    label: text("Investors", "投资方", "Geldgeber"),
  },
];

const weakToStrong = [text("Weak", "弱", "Schwach"), text("Fair", "一般", "Mittel"), text("Strong", "强", "Stark")];

export const cloudSpringPhases = [
  {
    kind: "review",
    opensAt: "2026-04-06T01:00:00Z",
    closesAt: "2026-04-24T10:00:00Z",
    isBlind: false,
    otherReviews: "afterOwn",
    otherScores: "afterOwn",
    reviewerNames: "always",
    rubrics: {
      default: [
        { key: "solution", label: text("Solution", "方案", "Lösung"), weight: 2, anchors: weakToStrong },
        { key: "cloud", label: text("Use of cloud", "云资源的用处", "Nutzen der Cloud"), weight: 1, anchors: weakToStrong },
      ],
    },
    reviewsWanted: 2,
  },
];
