// Asks one kind of question again and again in a thread of its own, and tells how many were answered.
import { parentPort, workerData } from "node:worker_threads";
import { readQuestions } from "./questions.ts";
import { Asking, type WorkerTask } from "./search-process.ts";

const task = workerData as WorkerTask;
const asking = new Asking(task);
const questions = readQuestions(task.directory)
  .find(({ kind }) => kind === task.kind)!
  .questions.filter(({ words }) => words.length > 0);
for (const question of questions.slice(-20)) asking.ask(question);

parentPort!.once("message", () => {
  const end = performance.now() + task.seconds * 1000;
  let answered = 0;
  while (performance.now() < end) asking.ask(questions[answered++ % questions.length]!);
  parentPort!.postMessage(answered);
});
parentPort!.postMessage("ready");
