/**
 * Legal forms as they are written behind (or before) a name, folded: lower case, no dots, no diacritics.
 * Source: ISO 20275 Entity Legal Forms code list (GLEIF), shortened to the forms that start-ups carry.
 */
const SPACED_FORMS = `
inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|pllc|pbc|pty ltd|pty limited|pty|pte ltd|pte|private limited|pvt ltd|
pvt|co ltd|co limited|company limited|cic|gmbh|gmbh co kg|gmbh and co kg|gmbh und co kg|ag|se|ug|ug haftungsbeschrankt|haftungsbeschrankt|kg|kgaa|ohg|gbr|ek|ev|mbh|ges mbh|gesmbh|
sa|sas|sasu|sarl|eurl|sci|snc|scs|sprl|srl|bv|nv|cv|vof|bvba|spa|srls|sl|slu|sociedad limitada|sa de cv|sapi de cv|sapi|s de rl|s de rl de cv|
ltda|limitada|eireli|spolka z oo|sp z oo|spzoo|sp k|sp j|as|asa|aps|ab|oy|oyj|hf|ehf|oü|ou|uab|sia|as|doo|dd|ad|eood|ood|ead|kft|zrt|nyrt|bt|
sro|a s|spol s r o|kd|sh p k|ae|epe|ike|as|anonim sirketi|limited sirketi|ltd sti|a s|tic ltd sti|sdn bhd|bhd|pt|tbk|cv|kk|gk|kabushiki kaisha|
godo kaisha|ooo|oao|zao|pao|ao|tov|chup|fze|fzco|fz llc|dmcc|wll|psc|saoc|jsc|ojsc|cjsc|pjsc|joint stock company|holding|holdings|group`;

const CYRILLIC_FORMS = "ооо|оао|зао|пао|ао|ип|нко|ано|гк|тоо|тов|чуп|уп|ад|еоод|оод";

const FORMS = new Set(
  `${SPACED_FORMS}|${CYRILLIC_FORMS}`
    .split("|")
    .map((form) => form.trim())
    .filter(Boolean),
);
const LONGEST_FORM = 5;

/** Legal forms of languages written without spaces, the longest first. */
const UNSPACED_FORMS = [
  "股份有限责任公司",
  "股份有限公司",
  "有限责任公司",
  "集团股份公司",
  "集团有限公司",
  "有限合伙企业",
  "普通合伙企业",
  "有限公司",
  "股份公司",
  "控股公司",
  "集团公司",
  "总公司",
  "株式会社",
  "合同会社",
  "有限会社",
  "有限合伙",
  "普通合伙",
  "个体工商户",
  "事务所",
  "工作室",
  "주식회사",
  "유한회사",
  "公司",
  "集团",
].sort((left, right) => right.length - left.length);

const BRANCH = /(?:股份)?(?:有限公司|有限责任公司|股份公司)(.{0,12}?)(?:分公司|办事处|子公司|分部|中心|研究院|研究所)$/u;

/** The words of a name without the legal forms at its end and at its start; never removes the last word. */
export function stripLegalForms(words: readonly string[]): string[] {
  let rest = [...words];
  for (let before = -1; before !== rest.length; ) {
    before = rest.length;
    rest = dropFormAtEnd(rest);
    rest = dropFormAtStart(rest);
  }
  return rest;
}

/** A Chinese, Japanese or Korean name without its legal form (and without the branch behind it). */
export function stripUnspacedLegalForm(name: string): { rest: string; form: string; branch: string } {
  const found = BRANCH.exec(name);
  const branch = found?.[1] ?? "";
  const whole = (found ? `${name.slice(0, found.index)}有限公司` : name).replace(
    /(?<=..)集团(?=股份有限公司|有限公司|有限责任公司)/u,
    "",
  );
  for (const form of UNSPACED_FORMS) {
    if (whole.length > form.length + 1 && whole.endsWith(form)) return { rest: whole.slice(0, -form.length), form, branch };
    if (form.endsWith("会社") && whole.length > form.length + 1 && whole.startsWith(form)) {
      return { rest: whole.slice(form.length), form, branch };
    }
  }
  return { rest: whole, form: "", branch };
}

function dropFormAtEnd(words: string[]): string[] {
  for (let length = Math.min(LONGEST_FORM, words.length - 1); length > 0; length--) {
    if (FORMS.has(words.slice(-length).join(" "))) return words.slice(0, -length);
  }
  return words;
}

/** Indonesian, Russian and Ukrainian forms stand before the name. */
const LEADING_FORMS = new Set(["pt", "ooo", "oao", "zao", "pao", "too", ...CYRILLIC_FORMS.split("|")]);

function dropFormAtStart(words: string[]): string[] {
  return words.length > 1 && LEADING_FORMS.has(words[0]!) ? words.slice(1) : words;
}
