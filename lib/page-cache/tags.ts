/** All pages: what a purge of more tags than a message can carry names instead. */
export const EVERY_TAG = "*";
