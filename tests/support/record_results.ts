import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Config } from '@japa/runner/types'
import { varPath } from '#core/kernel/index'

type Results = Record<string, 'passed' | 'failed'>

const FILE = varPath('test-results.json')

function readResults(): Results {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Results
  } catch {
    return {}
  }
}

/** Keeps the outcome of each requirement id that a test carries; `node ace conformance` believes no failed one. */
export function recordResults(): NonNullable<Config['plugins']>[number] {
  return ({ emitter }) => {
    const seen: Results = {}
    emitter.on('test:end', (test) => {
      for (const tag of test.tags) {
        if (!tag.startsWith('@')) continue
        const id = tag.slice(1)
        seen[id] = test.hasError || seen[id] === 'failed' ? 'failed' : 'passed'
      }
    })
    emitter.on('runner:end', () => {
      if (!Object.keys(seen).length) return
      mkdirSync(dirname(FILE), { recursive: true })
      writeFileSync(FILE, JSON.stringify({ ...readResults(), ...seen }, null, 1))
    })
  }
}
