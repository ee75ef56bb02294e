import type { StarterTemplate } from "./index.ts";

const en = `# Data terms

No. {{document.number}}, {{document.date}}

Between {{host.name}}, {{host.address}} ("the Host"), and {{startup.name}}, {{startup.address}} ("the Start-up"), for pilot {{pilot.number}}.

## Which data
The parties exchange the following data for the pilot: {{data.categories}}

Personal data is exchanged only where it is named here and the law allows it.

## Where and how
The data is stored and processed in {{data.location}}. It leaves that place only with the written consent of the party it comes from, and where the law demands it after the assessments and filings for it.

Each party protects the data by measures that fit its risk: access for named people only, encryption on the way and at rest, and a record of who used it.

## What for
The Start-up uses the Host's data for the pilot only. It trains no models with it that serve others, unless the Host agrees in writing.

## Incidents and requests
A party that learns of a loss or an unauthorised access tells the other within 24 hours, with what is known and what it does about it. The parties help each other to answer people who ask about their data.

## End
{{data.retentionDays}} days after the pilot at the latest each party deletes the other's data and confirms so, except for copies it must keep by law.
`;

const zh = `# 数据条款

编号：{{document.number}}，{{document.date}}

本条款由 {{host.name}}（地址：{{host.address}}，下称“需求方”）与 {{startup.name}}（地址：{{startup.address}}，下称“初创企业”）就试点 {{pilot.number}} 签订。

## 数据范围
双方为试点交换以下数据：{{data.categories}}

仅在本条款列明且法律允许的情况下交换个人信息。

## 存储地点与方式
数据在{{data.location}}存储和处理。未经数据来源方书面同意，数据不得离开该地；法律要求的，须先完成相应的评估和备案。

任何一方应采取与风险相适应的措施保护数据：仅限指定人员访问，传输和存储均加密，并记录使用情况。

## 使用目的
初创企业仅为试点使用需求方的数据。未经需求方书面同意，不得用其训练为他人服务的模型。

## 事件与请求
任何一方获悉数据丢失或未经授权的访问，应在 24 小时内告知另一方已知情况及所采取的措施。双方协助对方答复个人就其信息提出的请求。

## 终止
最迟于试点结束后 {{data.retentionDays}} 天，任何一方应删除对方的数据并予以确认，但依法须保留的副本除外。
`;

export const dataTerms: StarterTemplate = {
  kind: "dataTerms",
  name: "Data terms",
  rulingLang: "zh-CN",
  texts: { "zh-CN": zh, en },
};
