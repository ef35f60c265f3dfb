/** Content of parameter `registry.duplicates`: points for what two customers have in common. */
export interface DuplicatePolicy {
  readonly taxpayer: number
  readonly name: number
  readonly birth: number
  readonly mother: number
  readonly address: number
  readonly phone: number
  /** Points taken when both have a CPF or CNPJ and they differ. */
  readonly different_taxpayer: number
  /** Least similarity of two names (trigrams, 0 to 100) for them to count. */
  readonly least_similarity: number
  /** Least score of a pair that goes to the queue. */
  readonly threshold: number
}

export const DEFAULT_DUPLICATE_POLICY: DuplicatePolicy = {
  taxpayer: 70,
  name: 40,
  birth: 25,
  mother: 20,
  address: 15,
  phone: 15,
  different_taxpayer: 40,
  least_similarity: 45,
  threshold: 60,
}

/** What a pair has in common, in the words of the screens. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  taxpayer: 'mesmo CPF ou CNPJ',
  name: 'nome parecido',
  birth: 'mesmo nascimento',
  mother: 'mesma mãe',
  address: 'mesmo endereço',
  phone: 'mesmo telefone',
  different_taxpayer: 'documentos diferentes',
}
