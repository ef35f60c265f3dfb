import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Requirement {
  readonly id: string
  readonly plugin: string
  readonly title: string
  readonly accept: string
}

export interface ConformanceRow extends Requirement {
  readonly state: 'proved' | 'documented' | 'open'
  /** Specs that carry the id, or the document that answers it. */
  readonly by: readonly string[]
}

const ID = /@((?:TR|ED|CM|WA|AC|SN)-[A-Za-z0-9.-]+)/g

/** The rows of `docs/requirements/*.yaml`. */
export function readMatrix(root: string): Requirement[] {
  return globSync('docs/requirements/*.yaml', { cwd: root })
    .filter((file) => !file.endsWith('documented.yaml'))
    .sort()
    .flatMap(
      (file) =>
        (parse(readFileSync(join(root, file), 'utf8')) as { requirements: Requirement[] })
          .requirements
    )
}

/** Requirement ids carried as tags by the specs, with the specs that carry each. */
export function readTags(root: string): Map<string, string[]> {
  const specs = globSync('{core,plugins,tests}/**/*.spec.ts', { cwd: root })
  const tags = new Map<string, string[]>()
  for (const spec of specs.sort()) {
    const source = readFileSync(join(root, spec), 'utf8')
    for (const [, list] of source.matchAll(/\.tags\(\[([^\]]*)\]/g)) {
      for (const [, id] of list!.matchAll(ID))
        tags.set(id!, [...new Set([...(tags.get(id!) ?? []), spec])])
    }
  }
  return tags
}

/** Rows met by a document or a practice: `docs/requirements/documented.yaml`, id → link. */
function readDocumented(root: string): Readonly<Record<string, string>> {
  const [file] = globSync('docs/requirements/documented.yaml', { cwd: root })
  return file
    ? ((parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>) ?? {})
    : {}
}

/** Ids whose test failed in the last recorded run; they prove nothing until it passes. */
export function readFailures(file: string): ReadonlySet<string> {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8')) as Record<string, 'passed' | 'failed'>
    return new Set(Object.keys(results).filter((id) => results[id] === 'failed'))
  } catch {
    return new Set()
  }
}

/** Every row with its state. A tag that names no row is an error: it would prove nothing. */
export function conformance(
  root: string,
  failures: ReadonlySet<string> = new Set()
): ConformanceRow[] {
  const matrix = readMatrix(root)
  const tags = readTags(root)
  const documented = readDocumented(root)
  const known = new Set(matrix.map(({ id }) => id))
  const strangers = [...tags.keys(), ...Object.keys(documented)].filter((id) => !known.has(id))
  if (strangers.length) {
    throw new Error(`E_CONFORMANCE_UNKNOWN: no requirement has the id ${strangers.join(', ')}`)
  }
  return matrix.map((row) => {
    const specs = failures.has(row.id) ? [] : (tags.get(row.id) ?? [])
    if (specs.length) return { ...row, state: 'proved', by: specs }
    const link = documented[row.id]
    return link ? { ...row, state: 'documented', by: [link] } : { ...row, state: 'open', by: [] }
  })
}
