/** Steps that the number makes before it stands at the count. */
export const STEPS = 4;
