/** As GitLab names kind and action: `issue.open`. Hooks of the whole system, and of older versions, have no action. */
export const scope = `
  (object_kind ? object_kind : event_name) & ($type(object_attributes.action) = "string"
    ? "." & object_attributes.action
    : object_kind = "release" and action ? "." & action : "")
`;

/** The path below \`/projects/\` of what an event is about. A push has none: it is the step from one commit to another. */
export const externalId = `
  (
    $project := $string([project.id, project_id, object_attributes.project_id, object_attributes.target_project_id][0]);
    $note := object_attributes.noteable_type;
    object_kind in ["issue", "work_item"] ? $project & "/issues/" & object_attributes.iid
      : object_kind = "merge_request" ? $project & "/merge_requests/" & object_attributes.iid
      : object_kind = "note" ? $project & ($note = "Issue" ? "/issues/" & issue.iid
          : $note = "MergeRequest" ? "/merge_requests/" & merge_request.iid
          : "/repository") & "/notes/" & object_attributes.id
      : object_kind in ["push", "tag_push"] ? $project & "/compare/" & before & "..." & after
      : object_kind = "release" ? $project & "/releases/" & $encodeUrlComponent(tag)
      : object_kind = "wiki_page" ? $project & "/wikis/" & $encodeUrlComponent(object_attributes.slug)
      : object_kind = "pipeline" ? $project & "/pipelines/" & object_attributes.id
      : object_kind = "build" ? $project & "/jobs/" & build_id
      : object_kind = "deployment" ? $project & "/deployments/" & deployment_id
      : $project
  )
`;
