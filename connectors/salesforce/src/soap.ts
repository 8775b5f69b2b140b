import type { HookAnswer } from '@hookyard/sdk';

/** Each notification with its organisation, and with the type of its record (`sf:Contact`) as topic. */
export const notifications = `
  Envelope.Body.notifications.(
    $organization := OrganizationId;
    Notification.$merge([$, {
      "OrganizationId": $organization,
      "topic": $substringAfter(sObject.\`@type\`, ":")
    }])
  )
`;

/** Anything but this is repeated for 24 hours. */
export const acknowledged: HookAnswer = {
  status: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body:
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>' +
    '</soapenv:Body></soapenv:Envelope>',
};
