/** OWASP ASVS 5.0, 6.2: at least 8 characters, 64 and more allowed. */
export const passwordLength = { min: 8, max: 128 } as const;
