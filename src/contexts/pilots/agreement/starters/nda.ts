import type { StarterTemplate } from "./index.ts";

const en = `# Mutual non-disclosure agreement

No. {{document.number}}, {{document.date}}

Between {{host.name}}, {{host.address}} ("the Host"), and {{startup.name}}, {{startup.address}} ("the Start-up").

## Purpose
The parties want to speak openly about the following: {{purpose}}

Each of them may use what the other discloses for this purpose only.

## What is confidential
Confidential is whatever one party gives or shows the other for this purpose and that is marked as confidential, or that a careful reader would take to be so: drawings, samples, data, source code, prices, plans.

Not confidential is what was public or lawfully known before, what becomes public without a breach of this agreement, what a third party lawfully discloses, and what was developed independently.

## What the parties owe each other
Each party keeps the other's information as carefully as its own, shows it only to employees and advisers who need it and are bound to the same duty, and neither copies nor takes apart samples or software beyond what the purpose needs.

Where the law obliges a party to disclose something, it discloses no more than it must and tells the other party beforehand where it may.

## Rights stay where they are
Nothing here transfers or licenses any right. All information is given as it is, without a promise that it is complete or right.

## Duration
The duty of confidence lasts {{confidentiality.years}} years from the last signature. On request each party returns or destroys what it received and confirms so, except for copies it must keep by law.

## Law and language
This agreement follows {{law.name}}. Disputes that talks do not settle are decided by {{law.court}}.
`;

const zh = `# 双向保密协议

编号：{{document.number}}，{{document.date}}

本协议由 {{host.name}}（地址：{{host.address}}，下称“需求方”）与 {{startup.name}}（地址：{{startup.address}}，下称“初创企业”）签订。

## 目的
双方希望就以下事项坦诚交流：{{purpose}}

任何一方仅可为此目的使用另一方披露的信息。

## 保密信息
保密信息是指一方为此目的向另一方提供或展示的、标明为保密的，或审慎的阅读者应当理解为保密的信息，包括图纸、样品、数据、源代码、价格和计划。

此前已经公开或已合法知悉的信息、非因违反本协议而公开的信息、第三方合法披露的信息以及独立开发的信息，不属于保密信息。

## 双方义务
任何一方应以对待自身信息的同等谨慎保管对方的信息，仅向确有需要并承担同等保密义务的员工和顾问展示，且不得超出目的所需复制或拆解样品或软件。

法律要求一方披露的，该方仅在必要范围内披露，并在允许的情况下事先告知另一方。

## 权利保留
本协议不转让亦不许可任何权利。所有信息均按现状提供，不保证其完整或准确。

## 期限
保密义务自最后一方签署之日起持续 {{confidentiality.years}} 年。经要求，任何一方应返还或销毁所收到的信息并予以确认，但依法须保留的副本除外。

## 法律与语言
本协议适用{{law.name}}。协商不能解决的争议由{{law.court}}裁决。
`;

export const nda: StarterTemplate = {
  kind: "nda",
  name: "Mutual NDA",
  rulingLang: "zh-CN",
  texts: { "zh-CN": zh, en },
};
