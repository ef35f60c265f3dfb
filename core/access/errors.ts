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
  E_ACCESS_TOKEN: {
    status: 401,
    message: 'The key of this request is refused: {why}',
    pt: 'A chave de acesso não vale: confira se está completa, dentro da validade e se este endereço pode usá-la.',
  },
  E_ACCESS_TOKEN_OWNER: {
    status: 422,
    message: 'A key belongs to a person, not to the system',
    pt: 'Uma chave de acesso pertence a uma pessoa. Entre com o seu usuário para criá-la.',
  },
  E_ACCESS_TOKEN_SCOPE: {
    status: 422,
    message: 'The owner does not have permission {scope}, or no key may have it',
    pt: 'A chave não pode ter a permissão “{title}”: você não a tem, ou ela é reservada a pessoas. Desmarque-a.',
  },
  E_ACCESS_TOKEN_UNKNOWN: {
    status: 404,
    message: 'There is no live key {id} to revoke',
    pt: 'A chave não foi encontrada entre as que valem. Atualize a lista: ela pode já ter sido revogada.',
  },
  E_ACCESS_ADDRESS: {
    status: 422,
    message: '"{address}" is no address or range, or the list has more than {most}',
    pt: '“{address}” não é um endereço de rede, ou a lista passa de {most}. Escreva como 10.0.0.7 ou 10.1.0.0/16.',
  },
  E_ACCESS_CODE: {
    status: 422,
    message: 'Wrong or used second-factor code',
    pt: 'O código não confere ou já foi usado. Espere o próximo no aplicativo e confira se a hora do celular está certa.',
  },
  E_ACCESS_FACTOR_MISSING: {
    status: 409,
    message: 'User {user} has no second factor',
    pt: 'Esta pessoa não tem segunda etapa ativa. Nada foi mudado.',
  },
  E_ACCESS_FACTOR_SELF: {
    status: 409,
    message: 'User {user} may not reset their own second factor',
    pt: 'A segunda etapa só é desfeita por outro administrador. Peça a um colega.',
  },
  E_ACCESS_DELEGATE_UNKNOWN: {
    status: 422,
    message: 'There is no active user {who}',
    pt: 'Não há usuário ativo com o e-mail {who}. Confira o e-mail.',
  },
  E_ACCESS_DELEGATE_SELF: {
    status: 422,
    message: 'A delegation goes to another person',
    pt: 'Escolha outra pessoa: não se delega a si mesmo.',
  },
  E_ACCESS_DELEGATE_PERIOD: {
    status: 422,
    message: 'A delegation from {from} until {until} is not possible today',
    pt: 'O período de {from} a {until} não é possível: começa hoje ou depois, termina depois de começar e dura até um ano.',
  },
  E_ACCESS_DELEGATE_NOT_HELD: {
    status: 422,
    message: '{from} does not hold {permission}',
    pt: 'Não se delega o que não se tem: {from} não tem a permissão “{title}” no próprio perfil.',
  },
  E_ACCESS_DELEGATION_OVER: {
    status: 409,
    message: 'Delegation {id} is unknown or over',
    pt: 'A delegação não foi encontrada ou já terminou. Atualize a lista.',
  },
  E_ACCESS_TOO_MANY: {
    status: 429,
    message: 'Too many requests of {what} from {address}',
    pt: 'Foram tentativas demais a partir deste endereço. Espere {seconds} s e tente de novo.',
  },
  E_ACCESS_NOT_REGISTERED: {
    status: 403,
    message: 'The network vouches for "{login}", but no operator is registered for them',
    pt: 'A rede confirmou quem você é ({login}), mas você não está cadastrado neste sistema. Peça o cadastro ao administrador.',
  },
  E_ACCESS_OPENID: {
    status: 422,
    message: 'Sign-in by the identity provider failed: {why}',
    pt: 'A entrada pela conta da rede não se completou. Tente de novo; se continuar, entre com a senha local ou avise o administrador.',
  },
  E_ACCESS_FACTOR_REQUIRED: {
    status: 409,
    message: 'A profile of {user} demands a second factor',
    pt: 'O seu perfil exige a segunda etapa: ela não pode ser desativada. Se trocou de celular, peça a outro administrador que a desfaça.',
  },
  E_ACCESS_PASSWORD: {
    status: 422,
    message: 'The password breaks rules: {rules}',
    pt: 'A senha não serve. Ela precisa: {rules}.',
  },
  E_ACCESS_PASSWORD_REPEATED: {
    status: 422,
    message: 'The password is one of the last {history}',
    pt: 'Esta senha já foi usada. Escolha uma diferente das últimas {history}.',
  },
  E_ACCESS_CURRENT_PASSWORD: {
    status: 422,
    message: 'The current password is wrong',
    pt: 'A senha atual não confere. Digite a senha com que você entrou.',
  },
  E_ACCESS_DIRECTORY: {
    status: 409,
    message: 'The password of this user is kept by a directory',
    pt: 'A senha deste usuário é a da rede da empresa e é trocada lá, não aqui.',
  },
  E_ACCESS_USER: {
    status: 404,
    message: 'There is no user {id} in this municipality',
    pt: 'O usuário {id} não foi encontrado. Ele pode ser de outro município.',
  },
  E_ACCESS_LOGIN_TAKEN: {
    status: 409,
    message: 'Login {login} is taken',
    pt: 'Já existe um usuário com o login {login} (maiúsculas e minúsculas não contam). Escolha outro.',
  },
  E_ACCESS_SELF: {
    status: 409,
    message: 'User {user} may not change their own access',
    pt: 'Ninguém muda o próprio acesso: peça a outro administrador.',
  },
  E_ACCESS_LAST_MANAGER: {
    status: 409,
    message: 'Nobody would be left who administers users',
    pt: 'Não ficaria ninguém ativo que administre usuários. Dê antes essa permissão a outra pessoa.',
  },
  E_ACCESS_NOT_BLOCKED: {
    status: 409,
    message: 'User {login} is not blocked',
    pt: 'O usuário {login} não está bloqueado.',
  },
  E_ACCESS_SESSION_UNKNOWN: {
    status: 404,
    message: 'There is no open session {id}',
    pt: 'Esta sessão não está aberta: ela já terminou.',
  },
  E_ACCESS_PROFILE: {
    status: 404,
    message: 'There is no profile {id}',
    pt: 'O perfil {id} não existe. Atualize a página.',
  },
  E_ACCESS_PROFILE_NAME: {
    status: 409,
    message: 'There is already a profile named {name}',
    pt: 'Já existe um perfil chamado “{name}”. Escolha outro nome.',
  },
  E_ACCESS_PROFILE_USED: {
    status: 409,
    message: 'Profile {name} is used by {count} users',
    pt: 'O perfil “{name}” está em uso por {count}. Tire-o dessas pessoas antes de excluir.',
  },
  E_ACCESS_PERMISSION: {
    status: 422,
    message: 'There is no permission {name}',
    pt: 'A permissão “{name}” não existe nesta instalação. Atualize a página.',
  },
  E_ACCESS_NEW_DECIDED: {
    status: 409,
    message: 'Functions {names} are not new, or somebody decided about them already',
    pt: 'Outra pessoa já decidiu sobre estas funções: {names}. Atualize a página; o que falta continua nela.',
  },
  E_ACCESS_QUERY_ONLY: {
    status: 422,
    message: 'A query-only profile may not hold {names}',
    pt: 'Um perfil só de consulta não pode ter: {titles}. Desmarque essas funções ou o “só consulta”.',
  },
  E_ACCESS_DUTIES: {
    status: 409,
    message: 'Conflicting duties of {user}: {pairs}',
    pt: 'Segregação de funções: {user} ficaria com {pairs}. Mude os perfis ou peça uma exceção aprovada, com prazo e motivo.',
  },
  E_ACCESS_EXCEPTION: {
    status: 404,
    message: 'There is no exception {id} to decide',
    pt: 'A exceção {id} não está esperando decisão. Atualize a página.',
  },
  E_ACCESS_EXCEPTION_DECIDER: {
    status: 403,
    message: 'Exception {id} is decided by somebody else',
    pt: 'Quem pediu a exceção, ou recebe o acesso, não a decide. Outra pessoa precisa decidir.',
  },
  E_ACCESS_EXCEPTION_DATE: {
    status: 422,
    message: 'An exception ends between today and one year from now, not on {date}',
    pt: 'A exceção precisa terminar entre hoje e daqui a um ano.',
  },
  E_ACCESS_REQUEST: {
    status: 404,
    message: 'There is no request {id} to decide',
    pt: 'O pedido {id} não está esperando decisão. Atualize a página.',
  },
  E_ACCESS_REQUEST_DECIDER: {
    status: 403,
    message: 'Request {id} is decided by somebody else',
    pt: 'Quem pediu o perfil, ou o recebe, não decide. Outra pessoa precisa decidir.',
  },
  E_ACCESS_REQUEST_GONE: {
    status: 409,
    message: 'Request {id} is for a person or a profile that is no more',
    pt: 'A pessoa não está mais ativa, ou o perfil não existe mais: o pedido só pode ser recusado.',
  },
  E_ACCESS_PAIR: {
    status: 422,
    message: 'The matrix has no conflict between {a} and {b}',
    pt: 'A matriz em vigor não tem esse par de funções em conflito.',
  },
  E_ACCESS_REVIEW: {
    status: 404,
    message: 'There is no open review {id}',
    pt: 'A revisão {id} não está aberta. Atualize a página.',
  },
  E_ACCESS_REVIEW_OPEN: {
    status: 409,
    message: 'A review is open already',
    pt: 'Já há uma revisão aberta. Conclua-a antes de abrir outra.',
  },
  E_ACCESS_REVIEW_PENDING: {
    status: 409,
    message: 'Review {id} has {count} lines without a decision',
    pt: 'Faltam decisões: {count}. Decida todas as linhas antes de assinar.',
  },
  E_ACCESS_REVIEW_REASON: {
    status: 422,
    message: 'Removing access asks for a reason',
    pt: 'Escreva o motivo da retirada do acesso.',
  },
  E_ACCESS_TERRITORY: {
    status: 422,
    message: 'Wrong territory: {what}',
    pt: 'Não foi possível definir onde a pessoa trabalha: {what}.',
  },
  E_ACCESS_MUNICIPALITY: {
    status: 404,
    message: 'There is no municipality {code} and not enough to write it',
    pt: 'Não há município {code}. Para cadastrá-lo, diga nome, UF e código do IBGE (--municipality-name, --state, --ibge).',
  },
})
