import { authorityParameter } from '#core/actions/index'

export const REASSIGN_AUTHORITY = 'receivables.reassign_authority'

/** Up to how much each profile moves between the customers of a premise by itself. */
export const reassignAuthority = authorityParameter({
  key: REASSIGN_AUTHORITY,
  title: 'Alçada para transferir débitos a outro responsável',
  help: 'O maior valor que cada perfil passa sozinho de um responsável para outro do mesmo imóvel. Acima dele, o pedido espera quem tem alçada.',
  because:
    'Código Civil, arts. 299 a 303: quem assume a dívida de outro precisa do consentimento do credor; cada prestador diz quem o dá.',
})
