import type { Edge } from 'edge.js'

/**
 * Keeps each template as it was compiled. By itself Edge compiles what is included anew for each page, also in production: it
 * keeps no template that sees variables of the one around it. Here each is compiled once for each set of names that it sees.
 */
export function keepCompiled(edge: Edge): void {
  edge.configure({ cache: true })
  for (const compiler of [edge.compiler, edge.asyncCompiler]) {
    const compile = compiler.compile.bind(compiler)
    const kept = new Map<string, ReturnType<typeof compile>>()
    compiler.compile = (path, names) => {
      const key = [path, ...(names ?? [])].join(' ')
      const made = kept.get(key) ?? compile(path, names)
      kept.set(key, made)
      return made
    }
  }
}
