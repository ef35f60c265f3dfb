/** A module as contracts and tenders name it, with the plugins that serve it. */
export interface ProductModule {
  /** Of the requirement that asks for it. */
  readonly id: string
  readonly title: string
  readonly servedBy: readonly string[]
}

export interface ModuleState {
  readonly id: string
  readonly title: string
  /** Plugins without which the module is not whole, and that are not on. */
  readonly missing: readonly string[]
  readonly isComplete: boolean
}

/** Which modules are whole with the plugins that are on, and what each of the others lacks. */
export function completeness(
  modules: readonly ProductModule[],
  on: readonly { readonly name: string }[]
): ModuleState[] {
  const names = new Set(on.map(({ name }) => name))
  return modules.map(({ id, title, servedBy }) => {
    const missing = servedBy.filter((name) => !names.has(name))
    return { id, title, missing, isComplete: missing.length === 0 }
  })
}
