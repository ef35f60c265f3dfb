import type { Registries } from './registries.ts'

let current: Registries | undefined

/** Set once by the kernel provider at boot. */
export function installRegistries(built: Registries): void {
  current = built
}

/** The frozen registries of the running system. */
export function registries(): Registries {
  if (!current)
    throw new Error('E_KERNEL_NOT_BOOTED: the registries are read before the kernel has booted')
  return current
}
