import type { Parameter } from '#core/configuration/index'
import { profileNames } from './profiles/read.ts'

export const SECOND_FACTOR_PROFILES = 'access.second_factor_profiles'
export const DIRECTORY = 'access.directory'
export const OPENID = 'access.openid'
export const GROUP_PROFILES = 'access.group_profiles'
export const REGISTERS_FROM_GROUPS = 'access.registers_from_groups'
export const LOCAL_PASSWORD_PROFILES = 'access.local_password_profiles'

const text = { type: 'string', maxLength: 1000 }
const PROFILES = 'access.profiles'
const profile = { ...text, namedBy: PROFILES }
const profiles = { type: 'array', maxItems: 100, uniqueItems: true, items: profile }
const names = { [PROFILES]: profileNames }

/** Dated settings of how people enter; the secrets that go with them stand in the environment (docs/operators/directory.md). */
export const entryParameters: readonly Parameter[] = [
  {
    key: SECOND_FACTOR_PROFILES,
    title: 'Perfis que exigem a segunda etapa',
    help: 'Perfis cujas pessoas só entram com a senha e o código do aplicativo. A lista vazia não exige de ninguém; cada pessoa pode ativar a sua.',
    schema: profiles,
    names,
    default: ['administrator'],
    because:
      'Prática de segurança para contas com poder de administração (CERT.br, NIST SP 800-63B).',
  },
  {
    key: DIRECTORY,
    title: 'Diretório da rede (LDAP ou Active Directory)',
    help: 'Endereço e busca do diretório onde estão as contas da rede. O endereço vazio desliga. A senha da conta de busca fica no ambiente (ACCESS_DIRECTORY_PASSWORD).',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['url', 'startTls', 'certificate', 'bindDn', 'base', 'filter', 'attributes'],
      properties: {
        url: {
          title: 'Endereço (ldap:// ou ldaps://)',
          type: ['string', 'null'],
          pattern: '^ldaps?://',
          maxLength: 300,
        },
        startTls: { title: 'Cifrar a conexão (StartTLS)', type: 'boolean' },
        certificate: {
          title: 'Certificado da autoridade (PEM)',
          type: ['string', 'null'],
          maxLength: 20_000,
        },
        bindDn: { title: 'Conta de busca', type: ['string', 'null'], maxLength: 500 },
        base: { ...text, title: 'Ramo em que se procura' },
        filter: {
          title: 'Filtro que acha a pessoa pelo login',
          type: 'string',
          pattern: String.raw`^\(.*\{login\}.*\)$`,
          maxLength: 1000,
        },
        attributes: {
          title: 'Atributos das contas',
          type: 'object',
          additionalProperties: false,
          required: ['id', 'name', 'email', 'groups'],
          properties: {
            id: { ...text, title: 'Identificador' },
            name: { ...text, title: 'Nome' },
            email: { ...text, title: 'E-mail' },
            groups: { ...text, title: 'Grupos' },
          },
        },
      },
    },
    default: {
      url: null,
      startTls: false,
      certificate: null,
      bindDn: null,
      base: '',
      filter: '(|(sAMAccountName={login})(userPrincipalName={login})(mail={login}))',
      attributes: { id: 'objectGUID', name: 'displayName', email: 'mail', groups: 'memberOf' },
    },
    because: 'Termo de Referência, item 3.2.1.7: integração com o Active Directory.',
  },
  {
    key: OPENID,
    title: 'Entrada pelo provedor de identidade (OpenID Connect)',
    help: 'Endereço do emissor e identificação deste sistema no provedor. O emissor vazio desliga. O segredo fica no ambiente (ACCESS_OPENID_SECRET).',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['issuer', 'clientId', 'title', 'groupsClaim', 'scopes'],
      properties: {
        issuer: {
          title: 'Endereço do emissor',
          type: ['string', 'null'],
          pattern: '^https?://',
          maxLength: 300,
        },
        clientId: { ...text, title: 'Identificação deste sistema' },
        title: { title: 'Texto do botão de entrada', type: 'string', minLength: 3, maxLength: 60 },
        groupsClaim: { ...text, title: 'Onde vêm os grupos' },
        scopes: { title: 'Escopos pedidos', type: 'string', pattern: '^openid', maxLength: 200 },
      },
    },
    default: {
      issuer: null,
      clientId: '',
      title: 'Entrar com a conta da rede',
      groupsClaim: 'groups',
      scopes: 'openid profile email',
    },
    because:
      'Termo de Referência, item 3.2.1.7: quem já se autenticou na rede entra sem outra senha.',
  },
  {
    key: GROUP_PROFILES,
    title: 'Perfis por grupo da rede',
    help: 'Que perfil cada grupo do diretório ou do provedor dá. A cada entrada, os perfis que vieram de grupos são refeitos; os dados à mão ficam.',
    schema: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['group', 'profile'],
        properties: {
          group: { title: 'Grupo da rede', type: 'string', minLength: 1, maxLength: 500 },
          profile: { ...profile, title: 'Perfil' },
        },
      },
    },
    names,
    default: [],
    because: 'Termo de Referência, itens 3.2.1.7 e 3.2.1.12.',
  },
  {
    key: REGISTERS_FROM_GROUPS,
    title: 'Cadastrar na primeira entrada quem vem da rede',
    help: 'Ligado, quem está num grupo que dá perfil é cadastrado ao entrar pela primeira vez. Desligado, só entra quem um administrador já cadastrou com o mesmo e-mail ou login.',
    schema: { type: 'boolean' },
    default: false,
    because:
      'Termo de Referência, itens 3.2.1.2 e 3.2.1.7: o operador é cadastrado antes por um administrador.',
  },
  {
    key: LOCAL_PASSWORD_PROFILES,
    title: 'Perfis que mantêm a senha local',
    help: 'Quem está ligado à rede entra só por ela; pessoas com estes perfis também entram com a senha deste sistema, para emergências.',
    schema: profiles,
    names,
    default: ['administrator'],
    because: 'Continuidade: sem a rede, alguém precisa poder entrar e administrar.',
  },
]
