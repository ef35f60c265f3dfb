import type { Gate } from '../sign_in/types.ts'

/** A screen that its person locked: never closed by itself, opened by the person's password. */
export const lockGate: Gate = {
  name: 'lock',
  path: '/lock',
  isClosed: async () => false,
}
