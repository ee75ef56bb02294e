import type { Language } from "./language.ts";

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Function words per language; they decide nothing about what a company does and are left out of the index except in names. */
export const functionWords: Record<Language, ReadonlySet<string>> = {
  en: words(`a about above after again against all also am an and any are as at be because been before being below between both
    but by can could did do does doing down during each either else etc ever every few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just let like may me might more most much must my myself
    neither no nor not of off on once one only onto or other others our ours ourselves out over own per please quite rather really
    same shall she should since so some such than that the their theirs them themselves then there therefore these they this those
    through thus to too toward towards under until up upon us very via was we were what when where whether which while who whom
    whose why will with within without would yes yet you your yours yourself yourselves don't isn't won't`),
  de: words(`aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin
    bis bist da dabei dadurch dafür damit danach dann daran darauf daraus darin darüber das dass dasselbe dazu dein deine deinem
    deinen deiner dem den denn der deren derer des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch
    ein eine einem einen einer eines einige einigen einiger er es etwa etwas euch euer eure für gegen gewesen hab habe haben hat
    hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja jede jedem jeden jeder
    jedes jedoch jene jener jetzt kann kein keine keinem keinen keiner können könnte könnten lässt man manche mehr mein meine mich
    mir mit muss müssen möchten möchte nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst
    sich sie sind so sodass sofern sogar solche solcher soll sollen sollte sollten sondern sonst sowie sowohl statt über um und
    uns unser unsere unserem unseren unserer unter usw viel viele vielen vom von vor während war waren warum was weil welche
    welchem welchen welcher welches wenn wer werden wie wieder will wir wird wo wodurch wollen wollte worden wurde wurden würde
    würden z zu zum zur zwar zwischen bzw bereits jeweils insbesondere etc`),
  ru: words(`а без более бы был была были было быть в вам вас ваш ваша ваше ваши во вот все всего всей всех всем всему вы где да даже
    для до его ее её ей ему если есть еще ещё же за здесь и из или им ими их к как какая какие какой какую ко когда который которая
    которое которые которых которым которой кто ли либо лишь между меня мне много может могут можно мой моя мы на над надо нам нами
    нас наш наша наше нашего нашей наши не него нее неё ней нем нет ни них но ну о об один однако он она они оно от очень перед по
    под после потому почти при про с сам своей своего своих своим свой свою себя со так также такие такой там те тем то того тоже
    той только том тот ту ты у уже хотя хотим чего чей чем что чтобы чья эта эти это этого этой этом этот я является являются`),
  zh: words(`的 了 和 是 在 与 及 或 等 为 以 于 对 从 到 由 被 把 让 使 将 也 都 就 而 且 但 并 并且 而且 但是 因为 所以 如果 可以 能够 能
    会 要 我们 你们 他们 它们 她们 我 你 他 她 它 您 这 那 这个 那个 这些 那些 此 其 其中 之 之一 一个 一种 一些 一家 有 没有 不 很 更 最 非常
    通过 进行 以及 之间 之后 之前 中 上 下 内 外 里 个 家 们 地 得 着 过 吗 呢 吧 啊 什么 哪些 哪个 怎么 如何 多 多个 多家 各 各种 每 该 本 自己
    向 给 用 来 去 做 作为 是否 还 还是 只 已 已经 正在 正 不是 因此 同时 此外 例如 比如 包括 方面 关于 根据 基于 面向 提供 主要 相关 有关`),
  other: new Set(),
};

/**
 * How much, how many and at most: they bound what is asked for and say nothing about what a company does. Left out of queries, not of
 * the index.
 */
const quantityWords: Record<Language, ReadonlySet<string>> = {
  en: words(`least maximum minimum max min exactly approximately approx roughly around nearly almost about fewer less greater lower higher
    percent percentage zero two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand million
    half third quarter double twice dozen first second several many number amount per`),
  de: words(`höchstens mindestens maximal minimal wenigstens zumindest ungefähr circa ca rund knapp genau exakt fast nahezu bis weniger
    wenige wenigen größer kleiner höher niedriger prozent prozentpunkte prozentpunkten null zwei drei vier fünf sechs sieben acht neun
    zehn elf zwölf zwanzig dreißig fünfzig hundert tausend million millionen halb halbe hälfte drittel viertel doppelt dutzend erste
    ersten erster zweite zweiten anzahl pro je`),
  ru: words(`не более менее меньше больше свыше минимум максимум максимально минимально хотя около примерно приблизительно почти ровно
    точно порядка процент процента процентов проценты ноль два две двух три трех трёх четыре четырех четырёх пять пяти шесть семь восемь
    девять десять десяти двадцать тридцать пятьдесят сто ста тысяча тысячи тысяч миллион миллионов половина треть четверть вдвое первый
    первая первое второй количество число`),
  zh: words(`不少于 不少 少于 不多于 多于 不低于 低于 不高于 高于 不超过 超过 不大于 大于 不小于 小于 不晚于 不足 至少 至多 最多 最少 最高 最低 最大 最小
    以上 以下 以内 之内 以外 左右 大约 大概 约 约为 近 百分比 百分点 倍 两倍 第一 第二
    数量 几个 若干 个月 内`),
  other: new Set(),
};

/** Chinese writes any number in characters: 百分之三, 三十. */
const chineseNumber = /^[零〇一二两三四五六七八九十百千万亿半几分之]+$/;

/** Whether a word, lower-case, only bounds or counts what is asked for. */
export const isQuantityWord = (form: string, language: Language): boolean =>
  quantityWords[language].has(form) || (language === "zh" && chineseNumber.test(form));

/** Whether a word, as it is written, is a function word of any language. */
export const isFunctionWord = (word: string): boolean => {
  const form = word.toLowerCase();
  return Object.values(functionWords).some((ofLanguage) => ofLanguage.has(form));
};

/** Whether a word, as it is written, says nothing about a company in its language. */
export const isEmptyWord = (word: string, language: Language): boolean => {
  const form = word.toLowerCase();
  return functionWords[language].has(form) || isQuantityWord(form, language);
};

/**
 * Words of the request itself ("we are looking for start-ups …") rather than of the thing wanted. They keep a fifth of their
 * weight; frequencies over the base's own needs (need-statistics.ts) learn the rest.
 */
export const requestWords: Record<Language, ReadonlySet<string>> = {
  en: words(`looking look seek seeking search searching scouting scout request find wanted interested startup startups start ups up company
    companies supplier suppliers vendor vendors provider providers partner partners group pilot project projects possible potential
    help compare several want need needs needed bring solution solutions technology technologies develop developing development working`),
  de: words(`suchen sucht gesucht suche scouting scouting-auftrag auftrag finden start ups up startup startups unternehmen firma firmen anbieter
    lieferanten lieferant partner entwicklungspartner thema bereich pilotprojekt projekt mögliche möglicher helfen vergleichen
    mehrere lösung lösungen technologie technologien wünschen interessiert`),
  ru: words(`ищем ищет ищу поиск запрос скаутинг найти нужен нужны стартап стартапы стартапов компания компании компаний поставщик
    поставщики поставщиков партнер партнеры партнёров партнеров тема область пилотный пилотного проект проекта возможных разработке помочь группе
    сравнить нескольких решение решения технология технологии технологиями`),
  zh: words(`寻找 找 搜寻 寻求 需求 需要 希望 初创 初创公司 初创企业 创业公司 公司 企业 供应商 厂商 合作伙伴 合作 伙伴 潜在 试点 项目 用于 帮助 集团
    比较 拥有 从事 开发 技术 解决方案 方案`),
  other: new Set(),
};
