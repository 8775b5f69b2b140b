/**
 * The path below `/repos/` of what an event is about, from its own address. A push has none: it is the step from one
 * commit to another. Hooks of organisations, advisories and purchases lie in no repository.
 */
export const externalId = `
  (
    $event := $Headers.\`x-github-event\`;
    $address := $event in ["pull_request", "pull_request_review"] ? pull_request.url
      : $event in ["issue_comment", "pull_request_review_comment", "commit_comment"] ? comment.url
      : $event = "issues" ? issue.url
      : $event = "release" ? release.url
      : $event = "repository" ? repository.url
      : $event = "workflow_run" ? workflow_run.url
      : $event = "check_run" ? check_run.url
      : $event in ["deployment", "deployment_status"] ? deployment.url
      : $contains($event, /_alert$/) ? alert.url;
    $event = "push" ? $lowercase(repository.full_name) & "/compare/" & before & "..." & after
      : $event = "security_advisory" ? security_advisory.ghsa_id
      : $event = "marketplace_purchase" ? marketplace_purchase.account.id
      : $exists(hook_id) ? [repository.full_name, organization.login][0] & "/hooks/" & hook_id
      : $address ? $lowercase($substringAfter($address, "/repos/"))
  )
`;
