import { pointer } from '../run.ts'

/** Line (from 1) where each value of a JSON text begins, by JSON Pointer. The text must be JSON. */
export function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g
  const open: { path: string; next: number; key: string | null; isList: boolean }[] = []
  let line = 1
  for (const [token] of text.matchAll(tokens)) {
    const top = open.at(-1)
    if (token === '\n') line++
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (top !== undefined) top.key = null
    } else if (token !== ':') {
      if (top !== undefined && !top.isList && top.key === null) {
        top.key = pointer(JSON.parse(token) as string)
        continue
      }
      const path = top === undefined ? '' : `${top.path}/${top.isList ? top.next++ : top.key}`
      lines.set(path, line)
      if (token === '{' || token === '[') {
        open.push({ path, next: 0, key: null, isList: token === '[' })
      }
    }
  }
  return lines
}
