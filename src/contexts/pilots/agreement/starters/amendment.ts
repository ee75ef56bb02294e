import type { StarterTemplate } from "./index.ts";

const en = `# Amendment

No. {{document.number}}, {{document.date}}

Between {{host.name}} ("the Host") and {{startup.name}} ("the Start-up"), to pilot agreement {{agreement.number}} signed on {{agreement.signedOn}}.

## Reason
{{reason}}

## What changes
The parties change the pilot agreement as follows:
{{#changes}}
- {{part}}. So far: {{before}} From now on: {{after}}
{{/changes}}

## Everything else
The changes apply from the second signature. Everything else in the pilot agreement stays as it is.
`;

const zh = `# 补充协议

编号：{{document.number}}，{{document.date}}

本补充协议由 {{host.name}}（下称“需求方”）与 {{startup.name}}（下称“初创企业”）就 {{agreement.signedOn}} 签署的试点协议 {{agreement.number}} 签订。

## 原因
{{reason}}

## 变更内容
双方对试点协议作如下变更：
{{#changes}}
- {{part}}。原为：{{before}} 现为：{{after}}
{{/changes}}

## 其他
上述变更自第二方签署之时起生效。试点协议的其他内容保持不变。
`;

export const amendment: StarterTemplate = {
  kind: "amendment",
  name: "Amendment",
  rulingLang: "zh-CN",
  texts: { "zh-CN": zh, en },
};
