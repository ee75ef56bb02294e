/** So many characters of what somebody types into a search are read. */
export const mostTyped = 200;
