import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { answers } from "./answers/answer.ts";
import { answerInput, answerParams, questionView } from "./answers/answer-schema.ts";
import { getQuestion } from "./answers/get-question.ts";
import { giveAnswer, renewQuestion } from "./answers/give-answer.ts";

/** Questions put by mail; the secret of the link stands for signing in. */
export const answerEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/answers/:secret",
    summary: "What a mailed link asks, or why it is not answered any more; looking changes nothing",
    scope: null,
    params: answerParams,
    response: questionView,
    handle: (ctx, { params }) => getQuestion(ctx, params.secret),
  }),
  endpoint({
    method: "post",
    path: "/answers/:secret",
    summary: "Answer a mailed question once, as the person it was put to",
    scope: null,
    params: answerParams,
    body: answerInput,
    response: z.object({ answer: z.enum(answers) }),
    handle: (ctx, { params, body }) => giveAnswer(ctx, params.secret, body),
  }),
  endpoint({
    method: "post",
    path: "/answers/:secret/renewals",
    summary: "Have the question mailed anew to the person it was put to",
    scope: null,
    params: answerParams,
    handle: (ctx, { params }) => renewQuestion(ctx, params.secret),
  }),
];
