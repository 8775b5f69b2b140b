/** Beyond so many records it is the value that tells nothing: a till's e-mail address. Nobody compares their pairs. */
export const CROWD = 50;

/** Groups are counted no further. */
export const MOST_COUNTED = 1_000;
