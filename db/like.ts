/** A text for a LIKE pattern, in which each of its characters stands for itself. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
