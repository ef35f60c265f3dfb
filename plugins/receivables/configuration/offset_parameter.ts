import { authorityParameter } from '#core/actions/index'

export const OFFSET_AUTHORITY = 'receivables.offset_authority'

/** Up to how much each profile settles without cash by itself. */
export const offsetAuthority = authorityParameter({
  key: OFFSET_AUTHORITY,
  title: 'Alçada para encontros de contas',
  help: 'O maior valor que cada perfil quita sozinho por encontro de contas. Acima dele, o pedido espera quem tem alçada.',
  because:
    'Código Civil, art. 368: a compensação é ato de disposição; cada prestador diz quem o pratica.',
})
