import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ACCESS_DENIED: {
    status: 403,
    message: 'User "{user}" lacks permission {permission}',
    pt: 'Você não tem permissão para isto ({title}). Peça ao administrador do sistema o perfil que a inclui.',
  },
  E_ACCESS_LOGIN: {
    status: 422,
    message: 'Wrong login or password',
    pt: 'Usuário ou senha incorretos. Confira os dois e tente de novo.',
  },
  E_ACCESS_LOCKED: {
    status: 423,
    message: 'User {login} is locked until {until}',
    pt: 'Acesso bloqueado por excesso de tentativas. Espere {minutes} min ou peça o desbloqueio ao administrador.',
  },
  E_ACCESS_BLOCKED: {
    status: 423,
    message: 'User {login} is blocked until an authorised person unblocks them',
    pt: 'Acesso bloqueado por excesso de tentativas. Peça o desbloqueio ao administrador do sistema.',
  },
  E_ACCESS_UNREACHABLE: {
    status: 409,
    message: 'The directory that holds the password does not answer',
    pt: 'O serviço que confere a senha não respondeu. Tente de novo em alguns minutos; se continuar, avise o administrador.',
  },
  E_ACCESS_SESSION: {
    status: 401,
    message: 'No session, or it ended',
    pt: 'Entre no sistema para continuar.',
  },
  E_ACCESS_GATE: {
    status: 403,
    message: 'The session is limited to {path} until that page is done with',
    pt: 'Antes de continuar, conclua o que a página {path} pede.',
  },
})
