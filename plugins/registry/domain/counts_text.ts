import { CATEGORIES } from './premise_facts.ts'

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  RES: ['residencial', 'residenciais'],
  COM: ['comercial', 'comerciais'],
  IND: ['industrial', 'industriais'],
  PUB: ['pública', 'públicas'],
}

/** `2 residenciais e 1 comercial`; a category that the utility added goes by its code; `nenhuma` without any. */
export function countsText(counts: Readonly<Record<string, number | undefined>>): string {
  const added = Object.keys(counts).filter((code) => !CATEGORIES.includes(code))
  const words = [...CATEGORIES, ...added.sort()].flatMap((code) => {
    const many = counts[code]
    return many ? [`${many} ${WORDS[code]?.[many === 1 ? 0 : 1] ?? code}`] : []
  })
  return words.length > 1
    ? `${words.slice(0, -1).join(', ')} e ${words.at(-1)!}`
    : (words[0] ?? 'nenhuma')
}
