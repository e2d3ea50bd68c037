// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  SubscriptionLinkQuery,
  SubscriptionLinkQueryVariables,
  LinkSettingsQuery,
  LinkSettingsQueryVariables,
  UpdateLinkSettingsMutation,
  UpdateLinkSettingsMutationVariables,
  LinkPreviewQuery,
  LinkPreviewQueryVariables,
  LinkTemplatesQuery,
  LinkTemplatesQueryVariables,
  UsualLinkTemplateQuery,
  UsualLinkTemplateQueryVariables,
  CreateLinkTemplateMutation,
  CreateLinkTemplateMutationVariables,
  UpdateLinkTemplateMutation,
  UpdateLinkTemplateMutationVariables,
  DeleteLinkTemplateMutation,
  DeleteLinkTemplateMutationVariables,
} from '../operations';
export const SubscriptionLink: Operation<SubscriptionLinkQuery, SubscriptionLinkQueryVariables> = {
  name: 'SubscriptionLink',
  text: `query SubscriptionLink($userId: ID!) {
  subscriptionLink(userId: $userId) {
    url
    generation
    rotatedAt
  }
}`,
};
export const LinkSettings: Operation<LinkSettingsQuery, LinkSettingsQueryVariables> = {
  name: 'LinkSettings',
  text: `query LinkSettings {
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
};
export const UpdateLinkSettings: Operation<UpdateLinkSettingsMutation, UpdateLinkSettingsMutationVariables> = {
  name: 'UpdateLinkSettings',
  text: `mutation UpdateLinkSettings($input: UpdateLinkSettingsInput!) {
  updateLinkSettings(input: $input) {
    revision
  }
}`,
};
export const LinkPreview: Operation<LinkPreviewQuery, LinkPreviewQueryVariables> = {
  name: 'LinkPreview',
  text: `query LinkPreview($input: LinkPreviewInput!) {
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
};
export const LinkTemplates: Operation<LinkTemplatesQuery, LinkTemplatesQueryVariables> = {
  name: 'LinkTemplates',
  text: `query LinkTemplates {
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
};
export const UsualLinkTemplate: Operation<UsualLinkTemplateQuery, UsualLinkTemplateQueryVariables> = {
  name: 'UsualLinkTemplate',
  text: `query UsualLinkTemplate($format: LinkFormat!) {
  usualLinkTemplate(format: $format)
}`,
};
export const CreateLinkTemplate: Operation<CreateLinkTemplateMutation, CreateLinkTemplateMutationVariables> = {
  name: 'CreateLinkTemplate',
  text: `mutation CreateLinkTemplate($input: CreateLinkTemplateInput!) {
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
};
export const UpdateLinkTemplate: Operation<UpdateLinkTemplateMutation, UpdateLinkTemplateMutationVariables> = {
  name: 'UpdateLinkTemplate',
  text: `mutation UpdateLinkTemplate($id: ID!, $input: UpdateLinkTemplateInput!) {
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
};
export const DeleteLinkTemplate: Operation<DeleteLinkTemplateMutation, DeleteLinkTemplateMutationVariables> = {
  name: 'DeleteLinkTemplate',
  text: `mutation DeleteLinkTemplate($id: ID!) {
  deleteLinkTemplate(id: $id)
}`,
};
