import { globSync, readFileSync } from 'node:fs'

const WORDS = /[\w-]+/g
/** What is inside these says when a rule does not apply, or offers a choice: it does not make the rule unused. */
const CHOICES = /:(not|is|where|has)\([^()]*(\([^()]*\)[^()]*)*\)/g
const CLASSES = /\.([a-zA-Z][\w-]*)/g

/**
 * Tells whether every class of a selector is named by some screen or code of the folders. A name built at run time
 * (`state-${tone}`) counts for everything that begins like it.
 */
export function usedClasses(folders: readonly string[]): (selector: string) => boolean {
  const words = new Set<string>()
  for (const file of globSync(folders.map((folder) => `${folder}/**/*.{edge,ts,js}`))) {
    for (const [word] of readFileSync(file, 'utf8').matchAll(WORDS)) words.add(word)
  }
  const beginnings = [...words].filter((word) => /^[a-z][\w-]+-$/.test(word))
  const isNamed = (name: string) =>
    words.has(name) || beginnings.some((beginning) => name.startsWith(beginning))
  return (selector) =>
    [...selector.replace(CHOICES, '').matchAll(CLASSES)].every(([, name]) => isNamed(name!))
}
