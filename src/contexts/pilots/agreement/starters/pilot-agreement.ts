import type { StarterTemplate } from "./index.ts";

const en = `# Pilot agreement

No. {{document.number}}, {{document.date}}

Between {{host.name}}, {{host.unit}}, {{host.address}} ("the Host"), and {{startup.name}}, registration number {{startup.registration}}, {{startup.address}} ("the Start-up").

## What is tried out
Pilot {{pilot.number}}, "{{pilot.title}}": {{pilot.scope}}

The Host buys the Start-up's product for this pilot. It takes no share in the Start-up. {{pilot.owner}} answers for the pilot at the Host and decides on its result.

## Duration
The pilot begins on {{pilot.startsOn}} and ends on {{pilot.endsOn}}. The Host decides by {{pilot.decisionOn}} at the latest.

The end can be moved once while the pilot runs. A later date beyond that needs a new pilot.

## Success criteria
The pilot succeeds when all of these are met:
{{#criteria}}
- {{position}}. {{metric}}: {{target}} (today: {{baseline}}). Measured by {{measuredBy}}: {{method}}
{{/criteria}}

These criteria change only by an amendment that both parties sign.

## If the criteria are met
The Host then carries out the following within {{consequence.days}} days of its decision: {{consequence.nextOrder}}

This is a commitment to act, not a purchase order. The order itself is placed separately.

## Price and payment
The price of the pilot is {{amount}}, as the purchase order says in detail. Invoices are due {{payment.days}} days after they arrive, for milestones that were accepted.

## Rights
What a party brought into the pilot stays its own. The other may use it for the pilot only.

For what comes out of the pilot the following applies:
{{#terms}}
- {{kind}}, {{subject}}: belongs to {{belongsTo}}. {{use}}
{{/terms}}
{{^terms}}
- Improvements of the Start-up's product belong to the Start-up. Results about the Host's processes belong to the Host.
{{/terms}}

## Data and confidence
The non-disclosure agreement and the data terms between the parties apply. Without them each party keeps confidential what it learns of the other.

## End and liability
Either party may end the pilot for a grave reason. What was delivered and accepted until then is paid. Liability follows the law.

## Law and language
This agreement follows {{law.name}}. Disputes that talks do not settle are decided by {{law.court}}.
`;

const zh = `# 试点协议

编号：{{document.number}}，{{document.date}}

本协议由 {{host.name}} {{host.unit}}（地址：{{host.address}}，下称“需求方”）与 {{startup.name}}（统一社会信用代码：{{startup.registration}}，地址：{{startup.address}}，下称“初创企业”）签订。

## 试点内容
试点 {{pilot.number}}“{{pilot.title}}”：{{pilot.scope}}

需求方为本试点购买初创企业的产品，不取得初创企业的任何股权。需求方由 {{pilot.owner}} 对试点负责并就结果作出决定。

## 期限
试点自 {{pilot.startsOn}} 开始，至 {{pilot.endsOn}} 结束。需求方最迟于 {{pilot.decisionOn}} 作出决定。

试点期间结束日期可以变更一次。超出此范围的延期须另立新的试点。

## 成功标准
以下各项全部达成即为试点成功：
{{#criteria}}
- {{position}}. {{metric}}：{{target}}（目前：{{baseline}}）。由{{measuredBy}}测量：{{method}}
{{/criteria}}

上述标准仅可通过双方签署的补充协议变更。

## 达成标准后的安排
需求方自作出决定之日起 {{consequence.days}} 天内执行以下事项：{{consequence.nextOrder}}

此为行动承诺，并非采购订单。订单另行下达。

## 价格与付款
试点价格为 {{amount}}，具体以采购订单为准。发票在收到后 {{payment.days}} 天内到期，针对已验收的里程碑支付。

## 权利归属
任何一方带入试点的成果归其自身所有，另一方仅可为试点使用。

试点产生的成果适用以下约定：
{{#terms}}
- {{kind}}，{{subject}}：归{{belongsTo}}所有。{{use}}
{{/terms}}
{{^terms}}
- 对初创企业产品的改进归初创企业所有。关于需求方流程的结果归需求方所有。
{{/terms}}

## 数据与保密
双方之间的保密协议和数据条款适用于本试点。没有上述协议的，任何一方应对其知悉的对方信息予以保密。

## 终止与责任
任何一方可因重大事由终止试点。此前已交付并验收的部分应予支付。责任依照法律规定承担。

## 法律与语言
本协议适用{{law.name}}。协商不能解决的争议由{{law.court}}裁决。
`;

export const pilotAgreement: StarterTemplate = {
  kind: "pilotAgreement",
  name: "Pilot agreement",
  rulingLang: "zh-CN",
  texts: { "zh-CN": zh, en },
};
