import { registries } from '#core/kernel/index'
import { baseKey } from './local_keys.ts'
import type { Parameter } from './types.ts'

/** The declaration behind a key, be it of the whole municipality or of one place. */
export const declaredParameter = (key: string): Parameter | undefined =>
  registries().parameters.find(baseKey(key))
