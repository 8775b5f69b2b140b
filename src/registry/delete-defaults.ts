/**
 * How deletes are treated until an operator says otherwise. S6.2 gives the minute. More than 25, or a twentieth of all,
 * within a minute is no work of hands: a shop's operator deletes a page of a list (20 to 25 rows) at most.
 */
export const DELETE_DEFAULTS = { settleSeconds: 60, brakeMost: 25, brakePercent: 5 } as const;
