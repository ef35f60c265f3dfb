/** Whether the database refused a row because another has the same key. */
export const isUniqueViolation = (error: unknown): boolean =>
  (error as { readonly code?: string }).code === '23505'
