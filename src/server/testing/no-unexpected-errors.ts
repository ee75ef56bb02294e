import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that makes the product complain must expect it: spy on console.error itself.
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  if (vi.isMockFunction(console.error)) expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
