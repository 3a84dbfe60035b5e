/** How much is left out where the file has no PRUNE. In a file of its own: the table of instructions shows it too. */
export const DEFAULT_PRUNE = "safe";
