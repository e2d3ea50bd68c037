// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
export const trustedOperations: Readonly<Record<string, string>> = {
  '5605ee1dc6bda805a4ec9751142ff39cdf3f2c2cba924c3cc4c6683d5dd2d978': `query Me {
  me {
    ...AccountFields
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
  c3f595c749503a080ee6e49172ece2b55922f79f43c009369abb447bb073b1f3: `mutation Login($input: LoginInput!) {
  login(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
  '63e0cf3b8f37e32d8076c42a59f2ce0967451572198a5eeeda44fe4beb315e38': `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
  '8db870995948bc7356d4b3301d94917a5cb35e2c12ebca7a52b3bb7e84ff1b1b': `mutation RefreshToken($token: String) {
  refreshToken(token: $token) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
  d33294c28ffdaff741dcadc2dba75b4013cdc29cd5f9e8f61d3ac85d57868a04: `mutation Logout {
  logout
}`,
  '1aaaa7f3d283c7a083d6917cd109a4d6404012759e934873b2fd811b17ff3893': `query AuditLog($filter: AuditFilter, $page: Pagination) {
  auditLog(filter: $filter, page: $page) {
    nodes {
      id
      at
      actor {
        kind
        id
        name
        role
        actingFromTenantId
      }
      action
      subject {
        kind
        ids
        name
      }
      changes {
        field
        before
        after
      }
      clientAddress
      userAgent
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
  '2e3bd1f88c545e4a953c34f1d05dae492f4d733a79bcd03e532a3b081f0cc676': `query Backups($page: Pagination) {
  backups(page: $page) {
    nodes {
      ...BackupFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
  '48a04af700dc714c22d984e886e955e006ccabe055aa1518041061af6814fc88': `query BackupDownload($id: ID!) {
  backup(id: $id) {
    id
    downloadUrl
  }
}`,
  e41e971933b7edfed7778195460e9b6b955d993631f206398d77a5694e99958d: `mutation BackupDatabase($input: BackupInput) {
  backupDatabase(input: $input) {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
  '2cf259a2dbc1ad746ca9710f16d5368f527701ded6f728275a3208f2eb5ecde5': `mutation DeleteBackup($id: ID!) {
  deleteBackup(id: $id)
}`,
  '0c13ee963dbbb78903fb77cb4cbaac874e0b25b80276d6e11c5d7d21a798d5d6': `query LastRestore {
  lastRestore {
    ...RestoreFields
  }
}
fragment RestoreFields on Restore {
  id
  state
  fileName
  createdAt
  finishedAt
  failure
  safetyBackup {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
  '371dd9233920f5f605a781011140a64953587add08d39931dab7462592c55cbf': `mutation CheckBackup($input: CheckBackupInput!) {
  checkBackup(input: $input) {
    createdAt
    release
    generation
    withMasterKeys
    changesSince
    databases {
      service
      rows
      bytes
    }
  }
}`,
  '047ee8f3a8e39515bb7d52f0fb1f43fe33f82029aa8565f9ee7a8ad2f177bc85': `mutation RestoreBackup($input: RestoreBackupInput!) {
  restoreBackup(input: $input) {
    ...RestoreFields
  }
}
fragment RestoreFields on Restore {
  id
  state
  fileName
  createdAt
  finishedAt
  failure
  safetyBackup {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
  '7b8a8f3c8ac449b8f6b2aaa9261f7e51bc05550b24d6503a2587a17cd02b363d': `mutation CreateUsers($input: BulkCreateUsersInput!, $dryRun: Boolean!) {
  createUsers(input: $input, dryRun: $dryRun) {
    names
    taken
    job {
      ...JobFields
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '0881efadd8bd8271a415a2283ae905c2c0c0c2382899cedbfc44660c8097cdb9': `mutation ExtendUsers($filter: UserFilter!, $input: ExtendUsersInput!, $dryRun: Boolean!) {
  extendUsers(filter: $filter, input: $input, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '0b43b5aaa96cef6ccc54a24381cc3b2a16f6705baac4f142a9e6e9821c557f60': `mutation ResetUsersUsage($filter: UserFilter!, $dryRun: Boolean!) {
  resetUsersUsage(filter: $filter, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '4de6c28dc76f6da3906018502a6a407428644a1d3194d8622da4058680738bf4': `mutation MoveUsers($filter: UserFilter!, $input: MoveUsersInput!, $dryRun: Boolean!) {
  moveUsers(filter: $filter, input: $input, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '660973772fdef15949d19e6094838ca68f9a7e91050f6c348a033cf66c84b000': `mutation SetUsersEnabled($filter: UserFilter!, $enabled: Boolean!, $dryRun: Boolean!) {
  setUsersEnabled(filter: $filter, enabled: $enabled, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  d284f6912b0138f6800c554f7a75c5eb906d38556a602610f5ea400fc27f606a: `mutation DeleteUsers($filter: UserFilter!, $dryRun: Boolean!) {
  deleteUsers(filter: $filter, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  ac829e949a3d0313764b7a8d993d0b1b002e07d5ec410165190b87b88f25a035: `mutation UndoJob($id: ID!) {
  undoJob(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '28d41cfb4b00274a2f51cd8f5342b324181d8f693bdd47e7b9064efecb964120': `mutation CancelJob($id: ID!) {
  cancelJob(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  bb864d33d72da13c7cd1a83961d9e97562390fffcddae7f37c9732d74b3ddae1: `query Jobs($page: Pagination) {
  jobs(page: $page) {
    nodes {
      ...JobFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  b644ed7740b568c59c52cfeef1bf853e5529e8363dbfd1073f61f1d2a1f8eb9b: `query JobFailures($id: ID!) {
  job(id: $id) {
    ...JobFields
    failures(first: 50) {
      item
      path
      code
      message
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '53922ce93295ceeea6b444044a570ca4aa131c67673bc751966bc01ab36de798': `subscription JobProgress($id: ID!) {
  jobProgress(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '913850a0bfa97e15c1c59c63fac0f432fba0427702cde3332d04a14448f3e1e3': `mutation ExportUsers($filter: UserFilter) {
  exportUsers(filter: $filter) {
    url
    expiresAt
  }
}`,
  '236b96d2338fa94e59fb1d9eba8abc683d51b3c5de2f659c6b69a8f827ef36ab': `mutation ImportUsers($uploadId: ID!, $dryRun: Boolean!) {
  importUsers(uploadId: $uploadId, dryRun: $dryRun) {
    rows
    valid
    problems {
      line
      column
      code
      message
    }
    job {
      ...JobFields
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
  '46ea56ba7e38b73e68376e03475cd194be245444c5496902073d92e88f927039': `query ConfigurationVersions($serverId: ID!, $page: Pagination) {
  configurationVersions(serverId: $serverId, page: $page) {
    nodes {
      ...VersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment VersionFields on ConfigurationVersion {
  id
  serverId
  number
  hash
  isCurrent
  isDraft
  cause
  reason
  author {
    ...AuthorFields
  }
  createdAt
  validatedBy
  sourceVersionId
  rolloutId
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '8fbf2db55435ca13072b6758b65767719b863fa7ef566aca56cda5e73c373d21': `query ConfigurationDiff($fromId: ID!, $toId: ID!) {
  configurationDiff(fromId: $fromId, toId: $toId) {
    from {
      id
      number
    }
    to {
      id
      number
    }
    changes {
      ...ChangeFields
    }
  }
}
fragment ChangeFields on ConfigurationChange {
  path
  before
  after
  isSecret
}`,
  '010996ee63316d90c735e00935159ebee662edf332f102f37a66eb02111a9a52': `query Rollouts($filter: RolloutFilter, $page: Pagination, $withServers: Boolean!) {
  rollouts(filter: $filter, page: $page) {
    nodes {
      ...RolloutFields
      servers {
        serverId
        server @include(if: $withServers) {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '6f8d6f2a66902e426e769d780c4462ecaeecefc5dd364994b0f7da4dd199dd81': `mutation RollBackConfiguration($versionId: ID!, $expectedVersionId: ID, $reason: String) {
  rollBackConfiguration(
    versionId: $versionId
    expectedVersionId: $expectedVersionId
    reason: $reason
  ) {
    ...VersionFields
  }
}
fragment VersionFields on ConfigurationVersion {
  id
  serverId
  number
  hash
  isCurrent
  isDraft
  cause
  reason
  author {
    ...AuthorFields
  }
  createdAt
  validatedBy
  sourceVersionId
  rolloutId
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '5e3ce7f2a1149ad9f69e045625aff29e3a8b33e5cc3792644021dc6fdb2f4d27': `mutation StartRollout($input: StartRolloutInput!) {
  startRollout(input: $input) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '4955f2edcf79a892f0beb09fceb088026130ae87be83ad75ef043040bb2be0cb': `mutation PauseRollout($id: ID!) {
  pauseRollout(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '1adbdb6c6b595b6e15c6f0b489bf6aafe37bc883ddd6b5ec00e3baec8732592b': `mutation ResumeRollout($id: ID!) {
  resumeRollout(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '93d8fba912604aacf36d021f6a36c612de296159cda9854c8d53a55143886d24': `mutation AbortRollout($id: ID!, $keep: Boolean) {
  abortRollout(id: $id, keep: $keep) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  b34c7aed9c06fe2cc2dbf42946ca1a9bd1a92f9830b459ba1e6fc77131c269e2: `subscription RolloutChanged($id: ID!) {
  rolloutChanged(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
  '5ff89cc99e51087884db7a849110cb9778a09170b0b35683150ef4c39f9f7fcd': `query Groups($page: Pagination, $withInbounds: Boolean!, $withServers: Boolean!) {
  groups(sort: [{field: NAME, direction: ASC}], page: $page) {
    nodes {
      ...GroupFields
      inbounds @include(if: $withInbounds) {
        id
        tag
        protocol
        server @include(if: $withServers) {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
  '3c75edc406f7532d3776ae80362f8c36a5011d10fba929fb882e55410a28ebd2': `query GroupNames {
  groups(sort: [{field: NAME, direction: ASC}], page: {first: 200}) {
    nodes {
      id
      name
      isDefault
    }
  }
}`,
  '3f5444b53f4ea0ca40ed3b063bda1ac5ddc4e10ebda5843616d6cefdae3cedf1': `mutation CreateGroup($input: CreateGroupInput!) {
  createGroup(input: $input) {
    ...GroupFields
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
  b09c33209dfad3fb654d2496e1a59175c33dbc505d5d281a6aee642f89e5df82: `mutation UpdateGroup($id: ID!, $input: UpdateGroupInput!) {
  updateGroup(id: $id, input: $input) {
    ...GroupFields
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
  '630f2b414c0d945de75f676e521be01a2e5c8e8ca82a70feb5f66a897ee68e34': `mutation DeleteGroup($id: ID!) {
  deleteGroup(id: $id)
}`,
  '60d6a5a8b4fd452f0cc69c73fde61c25ecdd55740d2bb097201c24ec427e91c2': `query Hosts($filter: HostFilter, $page: Pagination) {
  hosts(filter: $filter, page: $page) {
    nodes {
      ...HostFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
  fefd80625d4c805846bc75b84a75d14515ae5bcfec295194b3595a5fd82fcd4d: `mutation CreateHost($input: CreateHostInput!) {
  createHost(input: $input) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
  ae877ce991e16e9b4458381d6334f16792987ba7fc40110d58b0363950c38b13: `mutation UpdateHost($id: ID!, $input: UpdateHostInput!) {
  updateHost(id: $id, input: $input) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
  '00b2cfc4f8998516027fd48465c035dbff994878726c9d3e2f2800600a12bb39': `mutation DeleteHost($id: ID!) {
  deleteHost(id: $id)
}`,
  a1891ceb43a1f080359901844490b0d42e8ec8b5588657d377268196a6a19707: `mutation ReorderHosts($ids: [ID!]!) {
  reorderHosts(ids: $ids) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
  a8a70fa9acaf9996b4b2198e2e743de685f9f3004044f7b73629f41c535eacc9: `query Incidents($filter: IncidentFilter, $page: Pagination) {
  incidents(filter: $filter, page: $page) {
    nodes {
      id
      kind
      serverId
      server {
        id
        name
      }
      count
      firstAt
      lastAt
      acknowledgedAt
    }
    pageInfo {
      hasNextPage
    }
  }
}`,
  '53f73d8f28778d3c4ee7ba9428817369e6c72c0802225356d064e866bf26305d': `mutation AcknowledgeIncident($id: ID!) {
  acknowledgeIncident(id: $id) {
    id
    acknowledgedAt
  }
}`,
  a3440ca6e7bdbc40097fb05883534f6b0c9adaab876a4859503a548f4ccf21ae: `query SubscriptionLink($userId: ID!) {
  subscriptionLink(userId: $userId) {
    url
    generation
    rotatedAt
  }
}`,
  '4f8fdf0bf5509c2a7486059bc807138a46282acd3de9a48db0f75563c4cb08eb': `query LinkSettings {
  linkSettings {
    title
    supportUrl
    pageUrl
    updateIntervalHours
    announce
    requireDeviceId
    rules {
      ...LinkRuleFields
    }
    revision
  }
}
fragment LinkRuleFields on LinkRule {
  name
  enabled
  match
  conditions {
    header
    operator
    value
    caseSensitive
  }
  action {
    kind
    format
    templateId
    headers {
      name
      value
    }
    status
  }
}`,
  '6f624d0392200a2fc6ce383b004c8bb9e1ffd9f9637f5b325cfc63ea3eb80d2d': `mutation UpdateLinkSettings($input: UpdateLinkSettingsInput!) {
  updateLinkSettings(input: $input) {
    revision
  }
}`,
  '74cd88755c3900c2b592cc9a474d82a8976a5fd754b698146f1fe7ac4984b944': `query LinkPreview($input: LinkPreviewInput!) {
  linkPreview(input: $input) {
    status
    rule
    contentType
    headers {
      name
      value
    }
    body
  }
}`,
  e4189ca855696f0cedbe52664368195224a4cd6994e182f39d81fe164a0421a0: `query LinkTemplates {
  linkTemplates {
    ...LinkTemplateFields
  }
}
fragment LinkTemplateFields on LinkTemplate {
  id
  name
  format
  content
  isDefault
  updatedAt
  revision
}`,
  d13775c58dee21220e94fb6c1ddc32d701629ea7bd55a1d34c26abf839d8695b: `query UsualLinkTemplate($format: LinkFormat!) {
  usualLinkTemplate(format: $format)
}`,
  '23e7395ee90a93f010c4826a15d017166b4fb9a8db7a675517a0457c1aa50d08': `mutation CreateLinkTemplate($input: CreateLinkTemplateInput!) {
  createLinkTemplate(input: $input) {
    ...LinkTemplateFields
  }
}
fragment LinkTemplateFields on LinkTemplate {
  id
  name
  format
  content
  isDefault
  updatedAt
  revision
}`,
  e53d7ae2d2aaae3a329f1baa90c67d62164a35307d4e5f3ccdd0f3ec52b950ad: `mutation UpdateLinkTemplate($id: ID!, $input: UpdateLinkTemplateInput!) {
  updateLinkTemplate(id: $id, input: $input) {
    ...LinkTemplateFields
  }
}
fragment LinkTemplateFields on LinkTemplate {
  id
  name
  format
  content
  isDefault
  updatedAt
  revision
}`,
  e62c4131d87c71332786681f74e132eb86de5561f4b523107bd7592d20f8638f: `mutation DeleteLinkTemplate($id: ID!) {
  deleteLinkTemplate(id: $id)
}`,
  '987a0ec2202eb81e35ceeb658337bd80427601e6a628ea662dcfc2a50ce64c69': `query UserLiveSessions($userId: ID!, $first: Int) {
  userLiveSessions(userId: $userId, first: $first) {
    nodes {
      ...LiveSessionFields
    }
    totalCount
    unreachableServerIds
  }
}
fragment LiveSessionFields on LiveSession {
  id
  serverId
  serverName
  inboundId
  inboundTag
  protocol
  userId
  deviceId
  source
  since
  uplinkBytes
  downlinkBytes
}`,
  '8f7c459c0f1c5536b942c7f2caa932634ba8dfa21cfd9a71d2658725b2611332': `query ServerLiveSessions($serverId: ID!, $first: Int) {
  serverLiveSessions(serverId: $serverId, first: $first) {
    nodes {
      ...LiveSessionFields
    }
    totalCount
    unreachableServerIds
  }
}
fragment LiveSessionFields on LiveSession {
  id
  serverId
  serverName
  inboundId
  inboundTag
  protocol
  userId
  deviceId
  source
  since
  uplinkBytes
  downlinkBytes
}`,
  '57abc5a81411860d23d8b40f340450a51d2831655b86007f0ada3cab190209e0': `mutation KillSessions($userId: ID!, $serverId: ID, $deviceId: ID) {
  killSessions(userId: $userId, serverId: $serverId, deviceId: $deviceId) {
    sessions
    unreachableServerIds
  }
}`,
  '43a0732d53f8cdb8acf95c83547c318195e6f7c705eb7d108a6414d4eb3a3ed2': `mutation KillSession($userId: ID!, $serverId: ID!, $sessionId: ID!) {
  killSession(userId: $userId, serverId: $serverId, sessionId: $sessionId) {
    sessions
    unreachableServerIds
  }
}`,
  '2eed0a57f1ee223147793db2a725929487c8556a1429b15f53723a7de8ee4c12': `query ServerLogs($serverId: ID!, $lines: Int) {
  serverLogs(serverId: $serverId, lines: $lines) {
    at
    source
    severity
    text
  }
}`,
  '93cd4828d3f78b363d998ecada2d80ce2d4454ef6ff1d5cac9370670f73f8984': `query ServerHealth($id: ID!) {
  server(id: $id) {
    id
    health {
      state
      score
      since
      checkedAt
      reasons {
        code
        inboundId
      }
      inbounds {
        inboundId
        reachable
        latencyMs
        checkedAt
        failure
      }
    }
  }
}`,
  ea304809c9d7996efbf8838aa1964abce2326139d15f024616ca93d73c5cec94: `subscription ServerMachine($serverId: ID!) {
  serverMachine(serverId: $serverId) {
    serverId
    machine {
      ...MachineFields
    }
  }
}
fragment MachineFields on Machine {
  connected
  seenAt
  agentVersion
  engineVersion
  engineHealthy
  users
  sessions
  configurationApplied
  problem
  clockSkewMs
  certificateIssuedAt
  certificateExpiresAt
  processors
  processorUse
  uplinkBytesPerSecond
  downlinkBytesPerSecond
  load
  memoryBytes
  memoryFreeBytes
}`,
  '1a62ecd0733d09f9e0de5f6d2676a846e52e64d5a1662c3aac39956dd8dcc83e': `query Servers($filter: ServerFilter, $withInbounds: Boolean!) {
  servers(filter: $filter) {
    ...ServerFields
    machine {
      connected
      engineHealthy
      users
      sessions
      problem
      uplinkBytesPerSecond
      downlinkBytesPerSecond
    }
    health {
      state
    }
    quotaUsage {
      state
    }
    inbounds @include(if: $withInbounds) {
      id
      tag
      protocol
    }
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
  '222247db85436a161e524c1a24f5c4e77f0370f36685681442c7bf3eaf5f4ad8': `query Server($id: ID!, $withInbounds: Boolean!) {
  server(id: $id) {
    ...ServerFields
    quotaUsage {
      usedBytes
      state
      periodStartedAt
      periodEndsAt
    }
    latencies {
      country
      medianMs
    }
    machine {
      ...MachineFields
    }
    inbounds @include(if: $withInbounds) {
      ...InboundRow
    }
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}
fragment MachineFields on Machine {
  connected
  seenAt
  agentVersion
  engineVersion
  engineHealthy
  users
  sessions
  configurationApplied
  problem
  clockSkewMs
  certificateIssuedAt
  certificateExpiresAt
  processors
  processorUse
  uplinkBytesPerSecond
  downlinkBytesPerSecond
  load
  memoryBytes
  memoryFreeBytes
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
  e9e4cb13589a1a938fef0240c38babc52123e23887eb3ef70879e671e60b4242: `mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    ...ServerFields
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
  faa583afd1627506034399f390823c3ecf82d959704480c8393e461f9950a70f: `mutation UpdateServer($id: ID!, $input: UpdateServerInput!) {
  updateServer(id: $id, input: $input) {
    ...ServerFields
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
  ae4ffa5564d809c92e5f8a3bf28f96f28ae8514b61b65e2e54d52d19ed6548a6: `query FailoverGroups {
  failoverGroups {
    name
    shownServers
    members {
      serverId
      rank
      spare
      server {
        name
      }
    }
  }
}`,
  aa43b590715f675f5b246e6b144477ca8bad16ccf1b111e342e9f436f01aaef2: `mutation UpdateFailoverGroup($name: String!, $shownServers: Int!) {
  updateFailoverGroup(name: $name, shownServers: $shownServers) {
    name
    shownServers
  }
}`,
  '3f926c1d55d560a58cda731fef61b772dcfedb30dd018356a803ce54dc5e0bca': `mutation DeleteServer($id: ID!) {
  deleteServer(id: $id)
}`,
  '22df267eae4d0588d3fba5a3db0b91cafb837fa47404eb23f2470eecad22de9e': `query Inbounds($filter: InboundFilter, $page: Pagination, $withServers: Boolean!, $withGroups: Boolean!) {
  inbounds(filter: $filter, page: $page) {
    nodes {
      ...InboundRow
      server @include(if: $withServers) {
        id
        name
      }
      groups @include(if: $withGroups) {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
  d590c73b509b88591ba74db7abfcd64101ca3a16c9e00c54d740b74b87850d75: `query Inbound($id: ID!, $withServers: Boolean!, $withGroups: Boolean!) {
  inbound(id: $id) {
    ...InboundFields
    server @include(if: $withServers) {
      id
      name
    }
    groups @include(if: $withGroups) {
      id
      name
    }
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
  d3113dfb57c95386d8efafff68ed43b0dc3cae27cc1319a89018af0a79cc2c15: `query InboundSchemas {
  inboundSchemas {
    protocols {
      protocol
      networks
      securities
      schema
    }
    networks {
      network
      schema
    }
    securities {
      security
      schema
    }
  }
}`,
  ac45f33733dff01c1cd3f3ebff812fd5ed419518341569ecbc8e870b1f4e796f: `mutation CreateInbound($input: CreateInboundInput!) {
  createInbound(input: $input) {
    ...InboundFields
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
  '131200503c324586e0bc125856882efa1e27910908e95571d5d40ba6f3597222': `mutation UpdateInbound($id: ID!, $input: UpdateInboundInput!) {
  updateInbound(id: $id, input: $input) {
    ...InboundFields
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
  '2a0c90acf8d3c28a91d4b4c5160e6cc1100c385cde826c3ef956f9076c7af8c7': `mutation DeleteInbound($id: ID!) {
  deleteInbound(id: $id)
}`,
  a2cb534b16df0674d42255beb3ec78759c6fad24a4c1be03da2b3727086cb1ec: `mutation GenerateKeys($kind: KeyKind!) {
  generateKeys(kind: $kind) {
    privateValue
    publicValue
  }
}`,
  '8db02f6d8f8d072145fc2785693b30933cbbb982af2e138aea664bcc5be7bca5': `mutation CheckRealityTarget($target: String!, $serverNames: [String!]) {
  checkRealityTarget(target: $target, serverNames: $serverNames) {
    problems
    otherNames
    latencyMs
  }
}`,
  '44cead609e6488883edc99464d97efc80df437b30c0105673eee6b17ad252ed6': `mutation CreateEnrolmentToken($serverId: ID!) {
  createEnrolmentToken(serverId: $serverId) {
    command
    installCommand
    expiresAt
  }
}`,
  '176e841bac34cb5688fe19a8962cb663d5e9496d7049c29309a83ea931c4b355': `mutation RevokeMachine($serverId: ID!) {
  revokeMachine(serverId: $serverId)
}`,
  '60a7e93aadc6f17964306e5f8ed2dde93e6aea993e0b51dd0a671ac3f58724b8': `mutation WriteOffMachine($serverId: ID!) {
  writeOffMachine(serverId: $serverId)
}`,
  af9a3c6f76488cb1ee059880a73b781e96c63145e1a8483342849029ea52ceb9: `query Accounts($filter: AccountFilter, $search: String, $page: Pagination) {
  accounts(
    filter: $filter
    search: $search
    sort: [{field: USERNAME, direction: ASC}]
    page: $page
  ) {
    nodes {
      ...AccountRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
  b189ff0948ad537f3ee5730736584009ad632ef440bdd3a4d8e823fcb7b253b4: `mutation CreateAccount($input: CreateAccountInput!) {
  createAccount(input: $input) {
    account {
      ...AccountRow
    }
    generatedPassword
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
  bf1aa987f6833f8914a06dc9ddaa924d37337072f4b3077503325c677e7412a8: `mutation UpdateAccount($id: ID!, $input: UpdateAccountInput!) {
  updateAccount(id: $id, input: $input) {
    ...AccountRow
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
  bfc3a775d3344e8c530f4381fa4967f3cdf4f06113e6083ba6c7dab65fb18258: `mutation DeleteAccount($id: ID!) {
  deleteAccount(id: $id)
}`,
  '4a4bc42ec93d834a309db91156780ddd14514206d3ba12c36b1f61dd36348904': `mutation ResetPassword($id: ID!) {
  resetPassword(id: $id) {
    account {
      ...AccountRow
    }
    generatedPassword
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
  '70a6fa821535ce609a08ec5467427bf1871076305ca70197583e1d591c357446': `query Roles {
  roles {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
  d5b3c54ea25b25303d9bc4858f471ff179c77ce763f7c88ad94c4f5c40179bac: `query Permissions {
  permissions {
    name
    description
  }
}`,
  '09979568d1abeb8bbe4c6bf5e7a3e1ab94767c5cb65193b3a9b59131b9ce1d29': `mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
  a95e99a46ad99f77b42d84217a6ff7d47e44eaa5b2a13d401d63964fe0fae00a: `mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {
  updateRole(id: $id, input: $input) {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
  '81eb4ff24a6deb8d6acb93a862f1b12b29d7351e4bbb480656f15359cf181a56': `mutation DeleteRole($id: ID!) {
  deleteRole(id: $id)
}`,
  ebcea51ab4298e0e540a193ed46dddc83c88220bf49b6c6eb8137b67276fe93a: `query ApiTokens($page: Pagination) {
  apiTokens(page: $page) {
    nodes {
      ...ApiTokenFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
  '45193d152af5d0a6db2ff2d55ea7fdb77e2b5c427a628caba0e4f8cf87bdc671': `mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    apiToken {
      ...ApiTokenFields
    }
    secret
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
  '0a1d087aef750d15693ba32400c8acb5e02f6cda89dec94b615a25e2037200d0': `mutation RevokeApiToken($id: ID!) {
  revokeApiToken(id: $id) {
    ...ApiTokenFields
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
  '97dff3a0cda6b6b164516b9c8d33ead908f3d4920ea8d77278bdb92432eaedad': `query Sessions($accountId: ID, $page: Pagination) {
  sessions(accountId: $accountId, page: $page) {
    nodes {
      id
      kind
      createdAt
      lastSeenAt
      expiresAt
      clientAddress
      userAgent
      current
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
  '2cf06f6d9b9f06b95d57d60e6ed575a6a67e1a7d1b33e30ee27d69dc939dbdb4': `mutation RevokeSession($id: ID!) {
  revokeSession(id: $id)
}`,
  '7182192a65355e1770c6cb6e9ac93cdf397b7d953c452b6f0988d38e743c1253': `mutation RevokeOtherSessions {
  revokeOtherSessions
}`,
  '55a98589efd9e51307f676b07181376617514f81231906cf2c8ad07db78b12eb': `mutation RevokeAccountSessions($accountId: ID!) {
  revokeAccountSessions(accountId: $accountId)
}`,
  fa0df347ea3699305bdbdf639f38aca463955eb96425c7373343548fcc799c0e: `query Tenants($search: String, $page: Pagination) {
  tenants(search: $search, sort: [{field: NAME, direction: ASC}], page: $page) {
    nodes {
      ...TenantFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
  '0a314be58d7580e26b4b87867b83b057627da644e6f327ae4006d40c8d6f7639': `mutation CreateTenant($input: CreateTenantInput!) {
  createTenant(input: $input) {
    tenant {
      ...TenantFields
    }
    owner {
      id
      username
    }
    generatedPassword
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
  '541a7690cb169a17c5a1f2fbc3fc07791a5a30006000ccf9234d48ecbe1fec13': `mutation UpdateTenant($id: ID!, $input: UpdateTenantInput!) {
  updateTenant(id: $id, input: $input) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
  '9fd0f6135b9a52a003f7f8e0b5ba25853a7864f9be28d5bf7de9e73113789881': `mutation SuspendTenant($id: ID!) {
  suspendTenant(id: $id) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
  '6610473e7d9b9e1b9a2398833db0d4e255c24b57dadb86880c8295778d292e95': `mutation ResumeTenant($id: ID!) {
  resumeTenant(id: $id) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
  '2554eef7195b82244b03e3406eb01f6259ceb463be6c620ab55849062fdd61ff': `mutation DeleteTenant($id: ID!) {
  deleteTenant(id: $id)
}`,
  '75f8d87c825ec85169a95de9d0744d7f39b4900693bd8c9fa4a4840198bda578': `query HealthCheck {
  healthCheck {
    state
    checkedAt
    parts {
      ...PartHealthFields
    }
  }
}
fragment PartHealthFields on PartHealth {
  name
  state
  detail
}`,
  d5120f619fbc9a7d78920550ebe36c59971fb533d8d0a29a9fce4c70f3c46f45: `query SystemStatus {
  systemStatus {
    state
    version
    shape
    accountCount
    metrics {
      ...SystemMetricsFields
    }
    checkedAt
    services {
      name
      version
      state
      startedAt
      residentMemoryBytes
      outboxBacklog
      deadLetters
      parts {
        ...PartHealthFields
      }
    }
  }
}
fragment SystemMetricsFields on SystemMetrics {
  measuredAt
  residentMemoryBytes
  outboxBacklog
  deadLetters
}
fragment PartHealthFields on PartHealth {
  name
  state
  detail
}`,
  '4aa5263e87c02e92f2db72a131050376b2ca57890ce36127fa3c9d22f5e14f6a': `subscription SystemMetrics {
  systemMetrics {
    ...SystemMetricsFields
  }
}
fragment SystemMetricsFields on SystemMetrics {
  measuredAt
  residentMemoryBytes
  outboxBacklog
  deadLetters
}`,
  f5cf250be192d16bfe7e43a0c238637c577da1e99992ab1a475a7c075c8ef498: `mutation RestartService($service: ServiceType!) {
  restartService(service: $service)
}`,
  c3e3362b0f61a1c0e3bd3b7dbf106c629db68afd8a97abdd26bd30611d4bd9e5: `query ServerTraffic($serverId: ID!, $period: TimePeriod!) {
  serverTraffic(serverId: $serverId, period: $period) {
    from
    to
    resolution
    totals {
      ...CarriedFields
    }
    points {
      startsAt
      totals {
        ...CarriedFields
      }
    }
    topUsers {
      userId
      totals {
        ...TotalsFields
      }
    }
  }
}
fragment CarriedFields on CarriedBytes {
  uplinkBytes
  downlinkBytes
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
  '3868c35b884c9ad2bf5cca865f8b89ca78df65e249c733dd9d851cf483babc44': `query Analytics($period: TimePeriod!, $withServers: Boolean!) {
  analytics(period: $period) {
    traffic {
      ...TrafficFields
      topUsers {
        userId
        totals {
          ...TotalsFields
        }
      }
    }
    previousTotals {
      ...TotalsFields
    }
    activeUsers
    previousActiveUsers
  }
}
fragment TrafficFields on TrafficStats {
  from
  to
  resolution
  totals {
    ...TotalsFields
  }
  points {
    startsAt
    totals {
      ...TotalsFields
    }
  }
  topServers {
    serverId
    totals {
      ...TotalsFields
    }
    server @include(if: $withServers) {
      id
      name
    }
  }
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
  f7c6a92bdadff3c41b53837684cbf3bcba6fa034e247c8e4e4cbffe3e9e3a97f: `query UserCounts($onlineSince: DateTime!, $expiresBefore: DateTime!, $now: DateTime!) {
  all: users(page: {first: 1}) {
    totalCount
  }
  online: users(filter: {lastOnlineAt: {from: $onlineSince}}, page: {first: 1}) {
    totalCount
  }
  expiring: users(
    filter: {expiresAt: {from: $now, before: $expiresBefore}}
    page: {first: 1}
  ) {
    totalCount
  }
}`,
  '07e0d962842cde58fce8af94958a19392d112e8481213886e4debe3e839a3855': `query UserStatusCounts {
  active: users(filter: {statuses: [ACTIVE]}, page: {first: 1}) {
    totalCount
  }
  limited: users(filter: {statuses: [LIMITED]}, page: {first: 1}) {
    totalCount
  }
  expired: users(filter: {statuses: [EXPIRED]}, page: {first: 1}) {
    totalCount
  }
}`,
  f512b18181dda3c711bfe0faad78e10b5cb7ee2be7ad7246ecf3f95d0c58b0df: `subscription UserTraffic($userId: ID!) {
  userTraffic(userId: $userId) {
    usedBytes
    lifetimeUsedBytes
    lastOnlineAt
  }
}`,
  '4845efe3da604d258a1332437ec4ad2df8ec291c06ec113e9e89801d9abe4a35': `query Users($filter: UserFilter, $sort: [UserSort!], $page: Pagination) {
  users(filter: $filter, sort: $sort, page: $page) {
    nodes {
      ...UserRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  b1196187674dc8fa094e529a1bd5202bafdbb718f9065c8b6b93930f0703f29e: `query CountUsers($filter: UserFilter) {
  users(filter: $filter, page: {first: 1}) {
    totalCount
  }
}`,
  '2c9229d33572ad8fbccefced8059e93c3511eccb89262d0c4ae531468f14cc44': `query User($id: ID!) {
  user(id: $id) {
    ...UserFields
    devices {
      ...DeviceFields
    }
    usagePeriods {
      startedAt
      endedAt
      usedBytes
      limitBytes
    }
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
  '59ef42a74bd359544699ca0e790268abf5c8c57a831e57fd5e944026cb229520': `query UserNames($ids: [ID!]!) {
  users(filter: {ids: $ids}, page: {first: 50}) {
    nodes {
      id
      username
    }
  }
}`,
  b762ef8747163aea5af2bd44823d724af881c3ebcf0ff6c183be53a6d3da8cca: `query UserTrafficStats($userId: ID, $period: TimePeriod!, $withServers: Boolean!) {
  trafficStats(userId: $userId, period: $period) {
    ...TrafficFields
  }
}
fragment TrafficFields on TrafficStats {
  from
  to
  resolution
  totals {
    ...TotalsFields
  }
  points {
    startsAt
    totals {
      ...TotalsFields
    }
  }
  topServers {
    serverId
    totals {
      ...TotalsFields
    }
    server @include(if: $withServers) {
      id
      name
    }
  }
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
  '7c076901c7cfee76ba3fa2e0b086fdc88195c4421aace63f4e0574961b7d797c': `mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    ...UserRow
  }
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  '68d6b2dd133342ae99bc40a7e4759587751a2b36c4cbcc8e881d1deb7916ece9': `mutation UpdateUser($id: ID!, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  e5a7aa1e269d910a37a7c726599d85cbfccaf39449d288ba647123603245c44f: `mutation DeleteUser($id: ID!) {
  deleteUser(id: $id)
}`,
  dfcc0df8034491733d20c34b8c62c6253795d4ada6a98d3f3f4969ccf860cced: `mutation EnableUser($id: ID!) {
  enableUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  ad4b26de82ff34e44da6bfff4d1ae9aa2afb21903e5d3405f907bed1b23ddda9: `mutation DisableUser($id: ID!) {
  disableUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  e681160fd9bc160cb3251e56279459e4efadd7ab1717c1a4e89e283eecc925de: `mutation ResetUserUsage($id: ID!) {
  resetUserUsage(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  '898d2bbe7a96e2371c7e5c96b775ca6a6d2d2a08954bea9628a2b2235259a502': `mutation StartUser($id: ID!) {
  startUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
  '823edce412cb1e4dbd0ca4c631e906657584d576f0e131b31625194dda7ea313': `mutation RotateSubscriptionLink($id: ID!) {
  rotateSubscriptionLink(id: $id) {
    id
  }
}`,
  bbee05894502b455d2900ceac7da5aae750c26303a67f0095f66336b74cc17d4: `mutation RotateCredentials($id: ID!) {
  rotateCredentials(id: $id) {
    id
  }
}`,
  '02bc5628a55e58cdacd6673f6bebddcad087054dcd6bb8b9cf72b82990758593': `mutation AddWireguardDevice($userId: ID!, $name: String!) {
  addWireguardDevice(userId: $userId, name: $name) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
  '3dc83b42d0be97aabc991c1c154f2817c787aa8e69430dba6010060376bd23e8': `mutation RenameDevice($id: ID!, $name: String!) {
  renameDevice(id: $id, name: $name) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
  '672b17e88d8bfa3f9381767e264a3c2c8239e3488849dbbab4e41a9166fdc574': `mutation RevokeDevice($id: ID!) {
  revokeDevice(id: $id) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
  '446eadd95e67b65220d85aa6f5dead24f5930a7ac3c475bfd45c78896f0caca7': `mutation RestoreDevice($id: ID!) {
  restoreDevice(id: $id) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
  a55de18a4aee1f6eaf8aed48918deb8410ea903b0e36736d50f82a50d22b68c1: `mutation DeleteDevice($id: ID!) {
  deleteDevice(id: $id)
}`,
  d79c2771a773ce1bba1c5fc9722d6eb8a90601157fca5b9ec63080b831643537: `mutation RotateDeviceCredentials($id: ID!) {
  rotateDeviceCredentials(id: $id) {
    id
  }
}`,
};
