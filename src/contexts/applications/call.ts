/** The life of a call. A closed one can be opened again. */
export const callStates = ["draft", "published", "closed"] as const;
export type CallState = (typeof callStates)[number];

export const nextCallStates: Record<CallState, readonly CallState[]> = {
  draft: ["published"],
  published: ["closed"],
  closed: ["published"],
};

/** Rolling: open until it is closed. Window: between two instants. */
export const callModes = ["rolling", "window"] as const;
export type CallMode = (typeof callModes)[number];

export interface CallWindow {
  state: CallState;
  mode: CallMode;
  opensAt: Date | null;
  /** Until here an application is in time. */
  softDeadlineAt: Date | null;
  /** From the first to the second deadline one is taken, and marked late; afterwards none. */
  hardDeadlineAt: Date | null;
}

/** `late`: past the soft deadline, before the hard one. */
export type CallOpenness = "hidden" | "upcoming" | "open" | "late" | "closed";

/** Whether a call takes applications at an instant. A deadline names the last moment that still counts. */
export function opennessOf({ state, mode, opensAt, softDeadlineAt, hardDeadlineAt }: CallWindow, now: Date): CallOpenness {
  if (state === "draft") return "hidden";
  if (state === "closed") return "closed";
  if (opensAt !== null && now < opensAt) return "upcoming";
  if (mode === "rolling") return "open";
  if (hardDeadlineAt !== null && now > hardDeadlineAt) return "closed";
  return softDeadlineAt !== null && now > softDeadlineAt ? "late" : "open";
}

export const takesApplications = (openness: CallOpenness): boolean => openness === "open" || openness === "late";

export type WindowFault = "opensMissing" | "deadlineMissing" | "closesBeforeOpening" | "hardBeforeSoft";

/** What keeps the dates of a call from being published. */
export function faultsOfWindow({ mode, opensAt, softDeadlineAt, hardDeadlineAt }: Omit<CallWindow, "state">): WindowFault[] {
  if (mode === "rolling") return [];
  const faults: WindowFault[] = [];
  if (opensAt === null) faults.push("opensMissing");
  const last = hardDeadlineAt ?? softDeadlineAt;
  if (last === null) faults.push("deadlineMissing");
  if (opensAt !== null && last !== null && last <= opensAt) faults.push("closesBeforeOpening");
  if (softDeadlineAt !== null && hardDeadlineAt !== null && hardDeadlineAt < softDeadlineAt) faults.push("hardBeforeSoft");
  return faults;
}
