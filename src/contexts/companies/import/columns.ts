import { DomainError } from "#platform/errors.ts";
import type { Target } from "./targets.ts";

const translated = ["name", "oneLiner", "description"] as const;
const translationLanguages = ["en", "zh", "de", "ru"] as const;

/** Column key → target; a column without one is kept with the source's record but shown nowhere. */
export type Mapping = Record<string, Target | null>;

const headings: Partial<Record<Target, string>> = {
  externalId:
    "id, external id, company id, record id, key, uuid, 编号, 序号 id, 企业id, 公司id, 标识, kennung, firmen id, identifikator, schlüssel, идентификатор, код, ид",
  name:
    "name, company, company name, startup, startup name, organisation, organization, organisation name, organization name, brand, brand name, firm, product name, account name, " +
    "名称, 公司, 公司名称, 公司名, 企业, 企业名称, 项目名称, 品牌, 品牌名称, 简称, 公司简称, 产品名称, firma, firmenname, unternehmen, unternehmensname, name der firma, bezeichnung, " +
    "компания, название, название компании, наименование, стартап, организация, бренд, фирма, имя",
  legalName:
    "legal name, legal entity, registered name, official name, full name, 工商名称, 公司全称, 企业全称, 全称, 法定名称, 注册名称, 工商全称, rechtlicher name, handelsregistername, offizieller name, vollständiger name, " +
    "юридическое название, юридическое наименование, юридическое лицо, юрлицо, полное наименование, официальное название",
  otherNames:
    "alias, aliases, other names, also known as, aka, short name, 别名, 其他名称, 又名, 英文名, 英文名称, weitere namen, auch bekannt als, kurzname, псевдоним, другие названия, краткое название",
  formerNames:
    "former names, former name, previous names, previous name, old name, 曾用名, 前名称, 原名, frühere namen, früherer name, ehemaliger name, прежние названия, прежнее название, бывшее название",
  oneLiner:
    "one liner, tagline, slogan, headline, summary, short description, pitch, elevator pitch, 一句话介绍, 一句话简介, 简述, 标语, 口号, 一句话, 短介绍, kurzbeschreibung, kurztext, slogan der firma, einzeiler, zusammenfassung, " +
    "слоган, краткое описание, резюме, кратко",
  description:
    "description, long description, about, profile, details, overview, text, company description, 简介, 公司简介, 企业简介, 介绍, 描述, 详细介绍, 公司介绍, 项目简介, 详情, beschreibung, unternehmensbeschreibung, firmenbeschreibung, profil, über uns, langtext, " +
    "описание, описание компании, о компании, подробности, профиль",
  lang: "lang, language, locale, 语言, 语种, sprache, язык",
  tags: "tags, tag, keywords, labels, technologies, technology, 标签, 关键词, 技术, 关键字, schlagwörter, schlagworte, stichworte, stichwörter, schlüsselwörter, technologien, теги, метки, ключевые слова, технологии",
  industries:
    "industries, industry, sector, sectors, category, categories, vertical, verticals, subindustry, 行业, 子行业, 所属行业, 领域, 赛道, 分类, 类别, branche, branchen, sektor, kategorie, kategorien, отрасль, отрасли, сектор, категория, категории, индустрия, сфера",
  field: "field, technology field, 技术领域, 大类, technologiefeld, fachgebiet, область, направление",
  topics: "topics, topic, 主题, 议题, themen, thema, темы, тема",
  country:
    "country, country code, nation, hq country, headquarters country, 国家, 国别, 国家地区, 所在国家, land, staat, ländercode, sitzland, страна, государство, код страны",
  city: "city, town, hq city, headquarters city, 城市, 所在城市, 地点, 所在地, 地区, stadt, ort, sitz, firmensitz, standort, город, населённый пункт, населенный пункт",
  location:
    "location, locations, headquarters, hq, address, hq location, all locations, 总部, 总部所在地, 位置, hauptsitz, hauptsitz der firma, местоположение, штаб квартира, расположение",
  foundedYear:
    "founded, founded year, year founded, founding year, founded on, founded at, established, inception, incorporation year, launch year, 成立时间, 成立年份, 成立日期, 创立时间, 创办时间, 创立年份, 注册时间, 成立, " +
    "gegründet, gründungsjahr, gründung, gründungsdatum, год основания, дата основания, основана, основан, год создания, дата создания",
  teamSize:
    "team size, employees, employee count, number of employees, headcount, staff, size, company size, 团队规模, 员工人数, 员工数, 人数, 公司规模, 团队人数, 企业规模, 规模, mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, teamgröße, beschäftigte, " +
    "сотрудники, число сотрудников, количество сотрудников, численность, размер команды, штат",
  stage:
    "stage, funding stage, round, last round, funding round, last funding type, investment stage, 阶段, 融资阶段, 轮次, 融资轮次, 最新轮次, 发展阶段, phase, finanzierungsphase, finanzierungsrunde, runde, entwicklungsphase, стадия, раунд, этап, стадия финансирования",
  status:
    "status, operating status, company status, state of business, 状态, 运营状态, 经营状态, 企业状态, 公司状态, betriebsstatus, zustand, статус, состояние, статус компании",
  website:
    "website, url, web, homepage, web site, link, domain, company website, company url, site, 网站, 网址, 官网, 公司网址, 公司网站, 主页, 官方网站, webseite, internetseite, internetadresse, webadresse, internet, сайт, веб сайт, вебсайт, адрес сайта, ссылка",
  certificates:
    "certificates, certificate, certifications, certification, 认证, 证书, 资质, 认证证书, zertifikate, zertifikat, zertifizierungen, zertifizierung, сертификаты, сертификат, сертификация",
  fundingTotal:
    "total funding, funding total, funding, funding amount, raised, total raised, 融资总额, 总融资, 累计融资, 融资总金额, gesamtfinanzierung, finanzierung gesamt, finanzierungssumme, общее финансирование, привлечено, объём инвестиций, объем инвестиций",
  fundingCnyMillion: "funding cny million, funding rmb million, 融资百万元, 融资总额百万元",
  translations: "translations",
};

const targetOfHeading = new Map<string, Target>(
  Object.entries(headings).flatMap(([target, list]) =>
    list.split(", ").map((heading) => [foldHeading(heading), target as Target] as const),
  ),
);

const languageOfWord: Record<string, (typeof translationLanguages)[number]> = {
  en: "en",
  english: "en",
  englisch: "en",
  英文: "en",
  английский: "en",
  eng: "en",
  英语: "en",
  zh: "zh",
  cn: "zh",
  chinese: "zh",
  chinesisch: "zh",
  中文: "zh",
  китайский: "zh",
  zhcn: "zh",
  汉语: "zh",
  de: "de",
  german: "de",
  deutsch: "de",
  德文: "de",
  немецкий: "de",
  德语: "de",
  ru: "ru",
  russian: "ru",
  russisch: "ru",
  俄文: "ru",
  русский: "ru",
  俄语: "ru",
};

/** `Name (2)` → `Name`: what a repeated heading says. */
const headingOf = (key: string): string => key.replace(/ \(\d+\)$/, "");

/** The target a heading names in English, Chinese, German or Russian ("Gründungsjahr", "工商名称", "description_zh"); null when it names none. */
export function guessTarget(key: string): Target | null {
  const heading = foldHeading(headingOf(key));
  const exact = targetOfHeading.get(heading);
  if (exact) return exact;
  return translatedTarget(heading) ?? (heading.includes("(") ? guessTarget(heading.replace(/\s*\(.*?\)/g, "")) : null);
}

function translatedTarget(heading: string): Target | null {
  const words = heading.replace(/[()]/g, " ").trim().split(/\s+/);
  for (const index of words.length > 1 ? [words.length - 1, 0] : []) {
    const language = languageOfWord[words[index]!];
    const base = targetOfHeading.get(words.filter((_, place) => place !== index).join(" "));
    if (language && base && (translated as readonly string[]).includes(base)) return `${base}.${language}` as Target;
  }
  const chinese = /^(中文|英文|德文|俄文)(.+)$/.exec(heading);
  const base = chinese ? targetOfHeading.get(chinese[2]!) : undefined;
  if (chinese && base && (translated as readonly string[]).includes(base))
    return `${base}.${languageOfWord[chinese[1]!]}` as Target;
  return null;
}

/** "Founded_Year", "foundedYear" and "FOUNDED YEAR:" are one heading. */
function foldHeading(heading: string): string {
  return heading
    .normalize("NFKC")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[_\-./:*#"'’?!]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A first mapping by headings. Several columns may have one target: lists gather them all, of other values the first filled one counts. */
export const guessMapping = (columns: readonly string[]): Mapping =>
  mappingOf(columns.map((column) => ({ column, target: guessTarget(column) })));

/** A mapping as an ordered list: what is stored and what the API speaks. */
export interface MappedColumn {
  column: string;
  target: Target | null;
}

export const columnsOf = (mapping: Mapping): MappedColumn[] =>
  Object.entries(mapping).map(([column, target]) => ({ column, target }));

/** Without a prototype, because a heading may be "constructor". */
export const mappingOf = (columns: readonly MappedColumn[]): Mapping =>
  Object.assign(Object.create(null), Object.fromEntries(columns.map(({ column, target }) => [column, target])));

/** The columns that name a company. */
export const nameColumnsOf = (mapping: Mapping): string[] =>
  Object.keys(mapping).filter(
    (column) => mapping[column] === "name" || mapping[column] === "legalName" || mapping[column]?.startsWith("name."),
  );

/** Throws `invalid` for a mapping by which every row would lack a name. */
export function requireName(mapping: Mapping): void {
  if (nameColumnsOf(mapping).length > 0) return;
  throw new DomainError("invalid", "companiesImport.errors.nameNotMapped", {
    fields: { columns: "companiesImport.errors.nameNotMapped" },
  });
}
