/** Who sees and keeps the tables of the registry. */
export const permissions = { read: 'registry.read', write: 'registry.write' } as const
