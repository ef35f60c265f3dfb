/**
 * Sections of the menu in the order of the work: what a month goes through, from the registry to its closing. A section that
 * is not named here stands before the closing, as declared.
 */
export const SECTIONS: readonly string[] = [
  '',
  'Cadastro',
  'Leitura',
  'Faturamento',
  'Arrecadação',
  'Contabilidade',
]
export const LAST_SECTIONS: readonly string[] = ['Fechamento', 'Sistema']
