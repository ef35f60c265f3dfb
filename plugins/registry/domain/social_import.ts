/** Content of parameter `registry.social_import`. */
export interface ImportPolicy {
  /** Whether a document alone is a sure match, although the address differs. */
  readonly document_alone: boolean
  /** From how much on two writings of a street or district are one, per cent. */
  readonly least_similarity: number
  /** Days after which the data of a file are erased when no other took its place. */
  readonly erase_days: number
}

export const DEFAULT_IMPORT_POLICY: ImportPolicy = {
  document_alone: false,
  least_similarity: 60,
  erase_days: 45,
}

/** Why a match is not sure, by code. */
export const DOUBTS: Readonly<Record<string, string>> = {
  address: 'O endereço da família não é o do imóvel',
  several_units: 'A família responde por mais de um imóvel',
  several_families: 'Outra família é ou foi encontrada neste imóvel',
  category: 'O imóvel não é de uma só economia residencial',
  consumption: 'O consumo médio do imóvel passa do limite',
  elsewhere: 'A família tem o benefício em outro imóvel',
  ended_before: 'O benefício já foi encerrado por irregularidade ou a pedido',
}
