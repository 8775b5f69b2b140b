// Generated from the description of the host: npm run build && npm run docs
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: operations["health.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["health.metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can accept hooks and run requests */
        get: operations["health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what of the tenant's, and what was there before and after
         * @description A page may be short, or empty, and yet have a next one: at most 2,000 lines are looked at.
         */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One line of it */
        get: operations["audit.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that are told of the end of work, and what became of it */
        get: operations["callbacks.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with the attempts that failed */
        get: operations["callbacks.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls it again */
        post: operations["callbacks.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections */
        get: operations["connections.list"];
        put?: never;
        /** Connects a system; its key is shown this once */
        post: operations["connections.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection */
        get: operations["connections.get"];
        put?: never;
        post?: never;
        /** Removes a connection; its address answers 410 from now on */
        delete: operations["connections.remove"];
        options?: never;
        head?: never;
        /** Changes a connection; what is not given stays */
        patch: operations["connections.change"];
        trace?: never;
    };
    "/v1/connections/{id}/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a connection may call and has called, and what its system says is left */
        get: operations["budgets.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/initialize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walks all records of a type, in the bulk class */
        post: operations["initialize.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/initialize/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is */
        get: operations["initialize.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/initialize/{type}/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses, resumes or cancels it behind the page under way; what was queued goes on */
        post: operations["initialize.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Holds its requests, in order; hooks are still accepted */
        post: operations["connections.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compares the records of a type with what is linked; a plan, nothing is queued */
        post: operations["reconcile.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/reconciles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comparisons */
        get: operations["reconcile.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/reconciles/{reconcileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, and what it found */
        get: operations["reconcile.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/reconciles/{reconcileId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it where it is; what was queued goes on */
        post: operations["reconcile.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/reconciles/{reconcileId}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues what the plan found, as normal requests in the bulk class */
        post: operations["reconcile.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/rejections/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verifies rejected requests again with today's secrets, and accepts what passes
         * @description Of the newest 200 of the address, at their time of receipt. Those that sign the address itself cannot pass at a connection's own one: its key is not kept with them.
         */
        post: operations["rejectionRecovery.ofConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets its requests run again */
        post: operations["connections.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new key; the present one works for a day more */
        post: operations["connections.rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the types of a connection are polled */
        get: operations["schedules.list"];
        put?: never;
        /** Polls a type from now on; one schedule for each type */
        post: operations["schedules.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/schedules/{scheduleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule */
        get: operations["schedules.get"];
        put?: never;
        post?: never;
        /** Polls a type no longer; where it was is kept */
        delete: operations["schedules.remove"];
        options?: never;
        head?: never;
        /** Changes, pauses or resumes a schedule; what is not given stays */
        patch: operations["schedules.change"];
        trace?: never;
    };
    "/v1/connections/{id}/schedules/{scheduleId}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Polls at once, whatever its next time */
        post: operations["schedules.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A connection's switches, both directions */
        get: operations["scopes.list"];
        put?: never;
        /** Binds an event of the system to a type and an action */
        post: operations["scopes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/scopes/{scopeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scope */
        get: operations["scopes.get"];
        put?: never;
        post?: never;
        /** Removes a scope; a hub scope can only be switched off */
        delete: operations["scopes.remove"];
        options?: never;
        head?: never;
        /** Changes a scope; what is not given stays */
        patch: operations["scopes.change"];
        trace?: never;
    };
    "/v1/connections/{id}/scopes/{scopeId}/child-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the children of a scope in the last day, and what that cost and saved */
        get: operations["childPolicy.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/sequence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of the hooks that came in at a connection, and the gaps in them */
        get: operations["sequence.ofConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings records over by their ids, any number of them
         * @description The body is a list of ids: a JSON array, JSON values line by line, or plain lines. It is read as it comes and queued in small commits; the next part is read when the one before is kept. Elements are ids or objects with an `id`. A repeat with the same `Idempotency-Key` is answered the same, or goes on where the first broke off.
         */
        post: operations["sync.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was synced by ids in the last 30 days */
        get: operations["sync.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/syncs/{syncId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is */
        get: operations["sync.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/unknown-scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names that came in and that no scope has, the most frequent first */
        get: operations["unknownScopes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/unknown-scopes/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the scope, and runs again what waited for it, and only that */
        post: operations["unknownScopes.adopt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/unlinked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records of a type that a connection has no link for
         * @description A page may be short, or empty, and yet have a next one: at most 2,000 records are looked at.
         */
        get: operations["links.unlinked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All connectors and versions there are */
        get: operations["connectors.list"];
        put?: never;
        /** Adds a connector in its data form */
        post: operations["connectors.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connector, with its definition where it is in its data form */
        get: operations["connectors.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deletes that wait, by connection, direction and type
         * @description For their settle time, or because the brake holds them for a person.
         */
        get: operations["deletes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletes/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels all deletes of a window that the brake holds */
        post: operations["deletes.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What deletes would do, and in which systems; nothing is written
         * @description Of a hub record deleted by hand (`record`), a delete that waits (`transfer`), all records of a scope under another guard (`connection`, `scope`, `guard`), or a window (`connection`, `direction`, `type`).
         */
        post: operations["deletes.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletes/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets all deletes of a window run that the brake holds */
        post: operations["deletes.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of records that may be one, with what they share */
        get: operations["duplicates.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group, with its records */
        get: operations["duplicates.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that these are not duplicates
         * @description It is remembered for each pair, whatever rule finds them; a further record with the same value opens the group again. Of a group of more than 50 the value itself is dismissed.
         */
        post: operations["duplicates.dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duplicates/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a dismissal back */
        post: operations["duplicates.reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Managed webhooks */
        get: operations["endpoints.list"];
        put?: never;
        /**
         * Adds a managed webhook; its signing secrets are shown this once
         * @description A live one is asked at once to prove its address; see `POST /v1/endpoints/{id}/verify`.
         */
        post: operations["endpoints.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One managed webhook */
        get: operations["endpoints.get"];
        put?: never;
        post?: never;
        /** Removes a managed webhook; what waits for it is not sent */
        delete: operations["endpoints.remove"];
        options?: never;
        head?: never;
        /** Changes a managed webhook; what is not given stays */
        patch: operations["endpoints.change"];
        trace?: never;
    };
    "/v1/endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an endpoint was told, and is */
        get: operations["deliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/deliveries/{sequence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery, with the attempts that failed */
        get: operations["deliveries.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/deliveries/{sequence}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a delivery again, under the same id */
        post: operations["deliveries.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends nothing to it; what happens meanwhile is kept for it */
        post: operations["endpoints.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends to it again; what was kept meanwhile is recovered by a call of its own */
        post: operations["endpoints.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an endpoint was or would be told, oldest first: for those who pull
         * @description The same events as are sent, delivered or not, in the full style and without transformation. `removed` names the numbers behind `after` that retention has taken away: whoever reads on has missed them.
         */
        get: operations["deliveries.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends again what was not delivered since a time, a page a call
         * @description What failed for good goes out at its place, what was kept behind what waits.
         */
        post: operations["deliveries.recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing secret, shown this once; the one before signs beside it for a day */
        post: operations["endpoints.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a signed test at once, whatever its state, and shows what came back */
        post: operations["deliveries.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoints/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the address to prove that it is its own
         * @description A signed `endpoint.challenge` is posted to it; the answer has to be 2xx with the challenge, as text or as JSON `{"challenge": "…"}`.
         */
        post: operations["endpoints.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything a subscriber can hear of */
        get: operations["eventTypes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event type, with the JSON Schema of its data and an example */
        get: operations["eventTypes.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to it, in one time line */
        get: operations["explain.explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What today's configuration would make of it, beside what happened; writes nothing */
        get: operations["explain.now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Handlers: who decides how steps go on */
        get: operations["handlers.list"];
        put?: never;
        /**
         * Adds a handler; its signing secrets are shown this once
         * @description A live one is asked at once to prove its address; see `POST /v1/handlers/{id}/verify`.
         */
        post: operations["handlers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One handler */
        get: operations["handlers.get"];
        put?: never;
        post?: never;
        /** Removes a handler; what waits for it ends by its policy, at once */
        delete: operations["handlers.remove"];
        options?: never;
        head?: never;
        /** Changes a handler; what is not given stays */
        patch: operations["handlers.change"];
        trace?: never;
    };
    "/v1/handlers/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a handler was asked, and what came of it */
        get: operations["decisions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/decisions/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One decision, with what was asked and the calls that failed */
        get: operations["decisions.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/decisions/{decision}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides in the place of a handler, or asks it once more
         * @description Of a decision that is parked, or waits for another try; the step goes on from it.
         */
        post: operations["decisions.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks it nothing more; what waits for it ends by its policy, at once */
        post: operations["handlers.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks it again from now on */
        post: operations["handlers.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing secret, shown this once; the one before signs beside it for a day */
        post: operations["handlers.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks a handler at once, and shows what came back; no step waits for it
         * @description Signed as any question, under the id `dec_test`. Nothing of it is kept but that it was made.
         */
        post: operations["decisions.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handlers/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the address to prove that it is its own
         * @description A signed `endpoint.challenge` is posted to it; the answer has to be 2xx with the challenge, as text or as JSON `{"challenge": "…"}`.
         */
        post: operations["handlers.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hooks; a page may be shorter than asked for */
        get: operations["hooks.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hook, and what became of its elements */
        get: operations["hooks.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{id}/body": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its body, as received */
        get: operations["hooks.body"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's API keys; never the keys themselves */
        get: operations["keys.list"];
        put?: never;
        /** Makes an API key of the tenant; it is shown this once */
        post: operations["keys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: operations["keys.get"];
        put?: never;
        post?: never;
        /** Revokes an API key at once; the last admin key stays */
        delete: operations["keys.remove"];
        options?: never;
        head?: never;
        /** Renames an API key */
        patch: operations["keys.rename"];
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key with the same name, role and lifetime; the present one works a while more */
        post: operations["keys.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A connection's links of a type; those that ended are left out
         * @description A page may be short, or empty, and yet have a next one: at most 2,000 links are looked at.
         */
        get: operations["links.list"];
        put?: never;
        /**
         * Says that a record of a system is this record of the hub
         * @description Nothing is written to either: their next hook or change brings them together.
         */
        post: operations["links.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One link */
        get: operations["links.get"];
        put?: never;
        post?: never;
        /** Ends a link; both records stay as they are */
        delete: operations["links.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{id}/primary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a secondary link the one its system is written to under
         * @description The primary link of the same connection becomes secondary; the system gets what it missed.
         */
        post: operations["links.makePrimary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mapping collections */
        get: operations["mappingCollections.list"];
        put?: never;
        /** Adds a mapping collection to a connection */
        post: operations["mappingCollections.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mapping collection */
        get: operations["mappingCollections.get"];
        put?: never;
        post?: never;
        /** Removes a mapping collection */
        delete: operations["mappingCollections.remove"];
        options?: never;
        head?: never;
        /** Changes a mapping collection; what is not given stays */
        patch: operations["mappingCollections.change"];
        trace?: never;
    };
    "/v1/mapping-collections/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copies the present version under a new name, here or to another connection */
        post: operations["collectionHistory.clone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Values that transfers met and the lookups of the collection have no row for */
        get: operations["coverage.ofCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is different between two versions */
        get: operations["collectionHistory.difference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a record would become, and by which collection; nothing is written */
        post: operations["mappingPreview.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/resync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the last re-sync of the collection is */
        get: operations["resync.get"];
        put?: never;
        /** Says how many records the collection concerns and what some of them would become; with `run` it begins */
        post: operations["resync.resync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/resync/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it behind the page under way; what was queued goes on */
        post: operations["resync.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the collection of the way back, and tells what it does not carry */
        post: operations["collectionHistory.reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the definition of an earlier version a new one */
        post: operations["collectionHistory.rollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version there was */
        get: operations["collectionHistory.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mapping-collections/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version */
        get: operations["collectionHistory.version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/master-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which master keys there are, what is sealed under each, and the rotation; the host's own operator only */
        get: operations["masterKey.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/master-key/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the key file again and seals everything under the first key, behind the answer; asked again it goes on */
        post: operations["masterKey.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/match-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules by which duplicates are found; at most 50 */
        get: operations["matchRules.list"];
        put?: never;
        /**
         * Makes a rule; what is there is looked through in the background
         * @description Nothing is merged by it: it finds groups, which people look at.
         */
        post: operations["matchRules.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/match-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule, and how far its search is */
        get: operations["matchRules.get"];
        put?: never;
        post?: never;
        /** Removes a rule, and the groups that it alone found */
        delete: operations["matchRules.remove"];
        options?: never;
        head?: never;
        /** Changes a rule; what matches otherwise than before is looked for anew */
        patch: operations["matchRules.change"];
        trace?: never;
    };
    "/v1/match-rules/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules to switch on as they are */
        get: operations["matchRules.suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/match-rules/suggestions/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switches a suggested rule on */
        post: operations["matchRules.suggested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merges; or those into one record */
        get: operations["merges.list"];
        put?: never;
        /**
         * Makes one record of several, in one commit
         * @description The losers are deleted in the hub, their links belong to the winner, and every system that has the record is told by an ordinary transfer. No system is made to delete anything unless `losersThere` asks for it. A handler of merges is asked before; its answer is waited for up to half a minute, and goes on from when it is asked again.
         */
        post: operations["merges.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One merge, and what its undo could not put back */
        get: operations["merges.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings the losers back, with their links and keys, as far as later changes allow
         * @description The newest merge of a record is undone first. What was kept is answered under `undone`.
         */
        post: operations["merges.undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merges/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a merge would do: the record, its links, and which system gets which write; nothing is written */
        post: operations["merges.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playground": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would come of a request, step by step; nothing is stored, called or counted */
        post: operations["playground.play"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portal-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links to the subscriber portal that still work; never the links themselves */
        get: operations["portalLinks.list"];
        put?: never;
        /**
         * Makes a link to a page where a subscriber looks after its own endpoints; it is shown this once
         * @description Whoever has it may add, change, test and remove the endpoints of that subscriber in that mode, see their deliveries and rotate their secrets, until it expires. It opens nothing else.
         */
        post: operations["portalLinks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portal-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One link to the portal */
        get: operations["portalLinks.get"];
        put?: never;
        post?: never;
        /** Ends a link at once */
        delete: operations["portalLinks.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses that serve many accounts */
        get: operations["receivers.list"];
        put?: never;
        /** Opens an address for all accounts of an app */
        post: operations["receivers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receiver */
        get: operations["receivers.get"];
        put?: never;
        post?: never;
        /** Closes the address */
        delete: operations["receivers.remove"];
        options?: never;
        head?: never;
        /** Changes a receiver; what is not given stays */
        patch: operations["receivers.change"];
        trace?: never;
    };
    "/v1/receivers/{id}/rejections/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of a receiver */
        post: operations["rejectionRecovery.ofReceiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivers/{id}/sequence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of the hooks that came in at a receiver, and the gaps in them */
        get: operations["sequence.ofReceiver"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/record-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All types of records there are */
        get: operations["recordTypes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/record-types/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One type, with the schema its records are held against */
        get: operations["recordTypes.get"];
        /**
         * Declares a type of one's own, or fields beside the host's
         * @description What was declared before is replaced. Records that are there already are left as they are.
         */
        put: operations["recordTypes.declare"];
        post?: never;
        /** Takes the tenant's own declaration of a type back */
        delete: operations["recordTypes.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of a type; or those that a system knows by an id */
        get: operations["records.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record, with its links and its latest changes */
        get: operations["records.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a record in the hub; it can be brought back
         * @description The delete is told to every connection whose hub scope for it is on. What it does there is its guard: nothing, unlink, the delete-triggered update, or a delete.
         */
        delete: operations["records.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases a record: its values go from everything that is kept, for good
         * @description The record, and what was merged into it, is an empty tombstone at once. Its history, baselines, match keys, transfers, evidence and its parts of stored hooks are emptied behind that; `GET …/erasure` says when. Ids and links stay, so that a later hook of its systems is known, ends `skipped` and is erased as well. No system is told.
         */
        post: operations["erasures.erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the erasure of a record is */
        get: operations["erasures.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All changes of a record, with the transfers that made them */
        get: operations["records.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}/undelete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings a deleted record back; the connections hear of it as of a change */
        post: operations["records.undelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refused-connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The connectors in code that were refused, and why
         * @description For the host's own operator; others see none.
         */
        get: operations["connectors.refused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests that were refused; the newest 200 of each address are kept */
        get: operations["rejections.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Replays */
        get: operations["replays.list"];
        put?: never;
        /** Plans to run stored hooks again with today's configuration; nothing is queued */
        post: operations["replays.plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it would do, and how far it is */
        get: operations["replays.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it where it is; what was queued goes on */
        post: operations["replays.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues nothing more until it is resumed; what was queued goes on */
        post: operations["replays.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on where it was */
        post: operations["replays.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues what the plan found, no faster than its limit */
        post: operations["replays.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hooks, verdicts, transfers and deliveries as they are committed, as server-sent events
         * @description Events: `begin`, `hook`, `verdict`, `transfer` and `delivery` (when it begins, and in each state it is found in), `missed` (how much was left out), `end`. `Last-Event-ID` goes on behind an event; what was told may be told again, nothing is left out unsaid.
         */
        get: operations["tail.follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants for the host's own operator; for others their own */
        get: operations["tenants.list"];
        put?: never;
        /** Makes a tenant with its first admin key; the host's own operator only */
        post: operations["tenants.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant */
        get: operations["tenants.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a suspended tenant and everything it has, for good; the host's own operator only
         * @description Its keys end and its addresses take nothing at once. What it has goes in the background.
         */
        delete: operations["tenantEnd.remove"];
        options?: never;
        head?: never;
        /** Changes a tenant's name, quotas and how long its things are kept; the host's own operator only */
        patch: operations["tenants.change"];
        trace?: never;
    };
    "/v1/tenants/{id}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a deletion is, and that it is done; the host's own operator only */
        get: operations["tenantEnd.deletion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything a tenant has, but secrets, as lines of JSON
         * @description The first line is `{format, tenant, name, at}`, every other `{table, row}`, the last `{end: true, rows, sha256}`: without that line the export was cut. `rows` counts the lines of each table, `sha256` is of all lines before it. What changes meanwhile may be in it or not: suspend the tenant first.
         */
        get: operations["tenantEnd.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key of a tenant that lost its own; the host's own operator only */
        post: operations["tenants.createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resumes a tenant: what waited goes on; the host's own operator only */
        post: operations["tenants.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspends a tenant: hooks are kept and wait, nothing runs; the host's own operator only */
        post: operations["tenants.suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant uses, each figure with its quota */
        get: operations["tenants.usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests; a page may be shorter than asked for */
        get: operations["transfers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, with its trail, its failed turns and its tree */
        get: operations["transfers.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a request for good; its children, if any, go on */
        post: operations["transferCommands.cancelOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides a conflict of edits: `disputed` in the result of its transfer shows both values of each field */
        post: operations["transferCommands.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/park": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a request aside until a person takes it up again; its record goes on */
        post: operations["transferCommands.parkOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues a held or parked request again */
        post: operations["transferCommands.releaseOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a parked request again, or one that waits for its next try, at once */
        post: operations["transferCommands.retryOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything a request of a debug sync did, turn by turn, for a day */
        get: operations["transferTurns.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends all requests that fit */
        post: operations["transferCommands.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/park": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts all requests aside that fit */
        post: operations["transferCommands.park"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues all held requests again that fit */
        post: operations["transferCommands.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries all parked requests again that fit */
        post: operations["transferCommands.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Translations, oldest first */
        get: operations["translations.list"];
        put?: never;
        /** Adds a table of values that mappings name */
        post: operations["translations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One translation, with the collections that use it */
        get: operations["translations.get"];
        /** Replaces the rows and the default; in force for the next attempt of every request */
        put: operations["translations.replace"];
        post?: never;
        /** Removes a translation that no collection uses */
        delete: operations["translations.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Values that transfers met and the translation has no row for */
        get: operations["coverage.ofTranslation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Triggered calls */
        get: operations["triggers.list"];
        put?: never;
        /**
         * Adds a call of an address for what happens to records
         * @description It is not signed and proves nothing; it is called from the first event on.
         */
        post: operations["triggers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One triggered call */
        get: operations["triggers.get"];
        put?: never;
        post?: never;
        /** Removes a triggered call; what waits for it is not called for */
        delete: operations["triggers.remove"];
        options?: never;
        head?: never;
        /**
         * Changes a triggered call; what is not given stays
         * @description Where its address becomes another host’s, every secret header has to be given again.
         */
        patch: operations["triggers.change"];
        trace?: never;
    };
    "/v1/triggers/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was called for, and what was not, with the reason */
        get: operations["triggerCalls.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/deliveries/{sequence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call, with the attempts that failed */
        get: operations["triggerCalls.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/deliveries/{sequence}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calls again, under the same id
         * @description What was delivered or skipped is called for whatever its windows say.
         */
        post: operations["triggerCalls.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls nobody; what happens meanwhile is kept */
        post: operations["triggers.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls again; what was kept meanwhile is recovered by a call of its own */
        post: operations["triggers.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls again for what was not delivered since a time, a page a call */
        post: operations["triggerCalls.recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calls at once, whatever its state, and shows the request and what came back
         * @description Neither its condition nor its windows hold a test: whether they would is said. With `send: false` nobody is called.
         */
        post: operations["triggerCalls.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why elements of hooks, and changes in the hub, became no request
         * @description A page may be short, or empty, and yet have a next one: what fits little is looked for in parts.
         */
        get: operations["verdicts.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AdoptBody: {
            /**
             * @example UPDATED
             * @enum {string}
             */
            action: "NONE" | "CREATED" | "UPDATED" | "DELETED" | "INITIALIZE" | "ALL" | "BULK" | "POLL" | "OTHER";
            description?: string;
            /** @default 100 */
            hooksPerSecond?: number;
            /**
             * @description As the system calls the event.
             * @example order/archived
             */
            name: string;
            /** @example TRANSACTION */
            type: string;
        };
        AdoptedBody: {
            replay: components["schemas"]["ReplayBody"];
            scope: components["schemas"]["ScopeBody"];
        };
        ApiKeyBody: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * @description Its first characters.
             * @example hya_7Kq2b…
             */
            hint: string;
            /** @example key_… */
            id: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "developer" | "viewer" | "ingest";
        };
        AttemptBody: {
            /** Format: date-time */
            at: string;
            facts: {
                [key: string]: unknown;
            };
            /** @example RetryLater */
            failure: string;
            /** @description The versions it was made with; the next one takes those that are present then. */
            madeWith: components["schemas"]["MadeWithBody"] | null;
            message: string;
            number: number;
            tookMs: number;
        };
        AuditLineBody: {
            /** @example connection.change */
            action: string;
            /**
             * @description The API key, or `host`.
             * @example key_…
             */
            actor: string;
            /**
             * @example {
             *       "name": "Our shop"
             *     }
             */
            after: (string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null) | null;
            /** Format: date-time */
            at: string;
            /**
             * @description As it was kept: never a secret. What was longer than 20,000 characters is its beginning, as text.
             * @example {
             *       "name": "Shop"
             *     }
             */
            before: (string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null) | null;
            /** @example aud_… */
            id: string;
            /**
             * @description The id of what was changed.
             * @example con_…
             */
            subject: string;
        };
        BudgetBody: {
            /** @description Calls in the window that ends now, of all processes. Null: there is no limit of calls. */
            calls: number | null;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /**
             * @description Mean calls of a transfer, by type and action: what is kept free before one starts.
             * @example {
             *       "TRANSACTION UPDATED": 2.4
             *     }
             */
            estimates: {
                [key: string]: number;
            };
            /** @description Why and until when all of it waits. */
            hold: components["schemas"]["QueueHoldBody"] | null;
            /** @description In force: as set, else as the connector declares. */
            limit: components["schemas"]["CallLimitBody"];
            /** @description Places all processes hold for transfers at once. Null: there is no limit of them. */
            places: number | null;
            /** @description What the system's answers said last. */
            quota: components["schemas"]["QuotaBody"] | null;
        };
        CallbackBody: {
            answer: components["schemas"]["DeliveryAnswerBody"] | null;
            /** Format: date-time */
            at: string;
            attempts: number;
            /** @example evt_… */
            event: string | null;
            /** Format: date-time */
            nextAt: string | null;
            /** @description Why it waits, failed, was skipped or is kept. */
            reason: string | null;
            /** @example rec_… */
            record: string | null;
            /** @description Its place among what its subscriber was told. */
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "delivered" | "skipped" | "failed" | "kept" | "expired";
            /** @example record.updated */
            type: string | null;
            /** @example https://example.com/done */
            url: string | null;
            /**
             * @description What is over.
             * @example rpl_…
             */
            work: string | null;
        };
        CallbackDetailBody: {
            answer: components["schemas"]["DeliveryAnswerBody"] | null;
            /** Format: date-time */
            at: string;
            attempts: number;
            /** @example evt_… */
            event: string | null;
            /** Format: date-time */
            nextAt: string | null;
            /** @description Why it waits, failed, was skipped or is kept. */
            reason: string | null;
            /** @example rec_… */
            record: string | null;
            /** @description Its place among what its subscriber was told. */
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "delivered" | "skipped" | "failed" | "kept" | "expired";
            /** @description Those that failed, newest first; at most 50. */
            tries: components["schemas"]["DeliveryTryBody"][];
            /** @example record.updated */
            type: string | null;
            /** @example https://example.com/done */
            url: string | null;
            /**
             * @description What is over.
             * @example rpl_…
             */
            work: string | null;
        };
        CallLimitBody: {
            /** @description Calls in any stretch of `perSeconds`. Absent: as many as it likes. */
            calls?: number;
            /** @description Transfers running at the same time. Absent: 32 a process. */
            concurrency?: number;
            /** @description Default 1. */
            perSeconds?: number;
        };
        CallLimitsBody: {
            /** @description Of calls that bring records from the hub. Null: no limit, whatever the connector declares. */
            FROM?: components["schemas"]["CallLimitBody"] | null;
            /** @description Of calls that bring records to the hub. Null: no limit, whatever the connector declares. */
            TO?: components["schemas"]["CallLimitBody"] | null;
        };
        CameBody: {
            /** @description Of a queued one. */
            action: string | null;
            configVersion: number | null;
            /** @example con_… */
            connection: string | null;
            /** @description What the rule looked at. */
            facts: {
                [key: string]: unknown;
            };
            recordId: string | null;
            /** @description The rule that refused it. */
            rule: string | null;
            scope: string | null;
            type: string | null;
            /** @example queued */
            verdict: string;
        };
        ChangedMappingBody: {
            after: {
                [key: string]: unknown;
            };
            before: {
                [key: string]: unknown;
            };
        };
        ChildPolicyBody: {
            /** @description Mean calls of a request that ran because of a child; at least 1. */
            callsPerRequest: number;
            /** @example callsCost is counted; callsSaved is an estimate: (ignored + folded + absorbed) × callsPerRequest */
            note: string;
            /** @description One for each policy under which children came. */
            policies: components["schemas"]["PolicyFiguresBody"][];
            /**
             * @description As it is set now.
             * @enum {string}
             */
            policy: "parent" | "ignore" | "coalesce";
            /** @example address/updated */
            scope: string;
            /**
             * Format: date-time
             * @description The figures are of the time since: a day, by the hour.
             */
            since: string;
            windowSeconds: number | null;
        };
        ChosenBody: {
            /** @example map_… */
            id: string;
            name: string;
            version: number;
        };
        CollectionBody: {
            /**
             * @description Lists of child records, each with mappings of its own; at most three levels deep.
             * @example [
             *       {
             *         "target": "lines",
             *         "type": "TRANSACTION_LINE",
             *         "source": "line_items",
             *         "key": "id",
             *         "match": [
             *           "sku"
             *         ],
             *         "mappings": [
             *           {
             *             "kind": "field",
             *             "target": "id",
             *             "source": "id"
             *           },
             *           {
             *             "kind": "field",
             *             "target": "sku",
             *             "source": "sku"
             *           }
             *         ]
             *       }
             *     ]
             */
            children: {
                children?: {
                    [key: string]: unknown;
                }[];
                /** @description JSONata over the source child; false leaves it out. */
                filter?: string;
                /** @description The field of the mapped child that holds its id in the system. */
                key?: string;
                /** @description As of the collection; formulas also see `$Parent`. */
                mappings: {
                    [key: string]: unknown;
                }[];
                match?: string[];
                /** @description Children that are not named are left alone. */
                partial?: boolean;
                /** @description Children made from fields of the parent. */
                rows?: {
                    /** @description As of the collection; formulas also see `$Parent`. */
                    mappings: {
                        [key: string]: unknown;
                    }[];
                    name: string;
                    /** @description JSONata over the parent; false: there is none. */
                    when?: string;
                }[];
                /** @description Where the list lies in the source: a path, or JSONata. */
                source?: string;
                /** @description The field of the mapped record that holds the list. */
                target: string;
                /** @example TRANSACTION_LINE */
                type?: string;
            }[] | null;
            collision: string | null;
            conflict: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            conflictByField: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @example con_… */
            connection: string;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            enabled: boolean;
            errorFilter: string | null;
            filter: string | null;
            /** @example map_… */
            id: string;
            mappings: {
                [key: string]: unknown;
            }[];
            match: unknown[] | null;
            name: string;
            onMissing: string | null;
            order: number;
            /** @description What a re-sync would bring over again; only in the answer to a changed definition. */
            resync?: components["schemas"]["ResyncOfferBody"];
            /** @example ADD_AND_UPDATE */
            syncType: string;
            /** @example TRANSACTION */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Raised by every changed definition. */
            version: number;
            /** @description What is allowed and probably not meant; only where one collection is shown. */
            warnings?: components["schemas"]["CollectionWarningBody"][];
        };
        CollectionChangeBody: {
            /**
             * @description Lists of child records, each with mappings of its own; at most three levels deep.
             * @example [
             *       {
             *         "target": "lines",
             *         "type": "TRANSACTION_LINE",
             *         "source": "line_items",
             *         "key": "id",
             *         "match": [
             *           "sku"
             *         ],
             *         "mappings": [
             *           {
             *             "kind": "field",
             *             "target": "id",
             *             "source": "id"
             *           },
             *           {
             *             "kind": "field",
             *             "target": "sku",
             *             "source": "sku"
             *           }
             *         ]
             *       }
             *     ]
             */
            children?: {
                children?: {
                    [key: string]: unknown;
                }[];
                /** @description JSONata over the source child; false leaves it out. */
                filter?: string;
                /** @description The field of the mapped child that holds its id in the system. */
                key?: string;
                /** @description As of the collection; formulas also see `$Parent`. */
                mappings: {
                    [key: string]: unknown;
                }[];
                match?: string[];
                /** @description Children that are not named are left alone. */
                partial?: boolean;
                /** @description Children made from fields of the parent. */
                rows?: {
                    /** @description As of the collection; formulas also see `$Parent`. */
                    mappings: {
                        [key: string]: unknown;
                    }[];
                    name: string;
                    /** @description JSONata over the parent; false: there is none. */
                    when?: string;
                }[];
                /** @description Where the list lies in the source: a path, or JSONata. */
                source?: string;
                /** @description The field of the mapped record that holds the list. */
                target: string;
                /** @example TRANSACTION_LINE */
                type?: string;
            }[] | null;
            /** @enum {string|null} */
            collision?: "ERROR" | "REMAP_AND_LINK" | "UPDATE_AND_LINK" | "UPDATE_AND_NO_LINK" | null;
            /** @description TO the hub: who keeps a field that two systems changed at once. Default latest. */
            conflict?: (("latest" | "hub" | "park") | {
                priority?: string[];
            }) | null;
            /** @description Other rules for single fields. */
            conflictByField?: {
                [key: string]: ("latest" | "hub" | "park") | {
                    priority?: string[];
                };
            } | null;
            /** @enum {string} */
            direction?: "TO" | "FROM";
            /** @default true */
            enabled?: boolean;
            /** @description JSONata; true ends it `error-filtered`. */
            errorFilter?: string | null;
            /** @description JSONata; false ends the request `filtered`. */
            filter?: string | null;
            /**
             * @description One of kind static (value), field (source), formula (expression), lookup (source, table) per target.
             * @example [
             *       {
             *         "kind": "field",
             *         "target": "number",
             *         "source": "order_number"
             *       }
             *     ]
             */
            mappings?: {
                [key: string]: unknown;
            }[];
            /**
             * @description Fields that tell records apart, the surest first; `{field, form: "email"}` in a form of its own.
             * @example [
             *       "sku",
             *       {
             *         "field": "email",
             *         "form": "email"
             *       }
             *     ]
             */
            match?: (string | {
                [key: string]: unknown;
            })[] | null;
            name?: string;
            /** @enum {string|null} */
            onMissing?: "park" | "recreate" | "unlink" | null;
            /** @description Lower first; the first whose filter holds. Default 100. */
            order?: number;
            /** @enum {string} */
            syncType?: "ADD" | "UPDATE" | "ADD_AND_UPDATE" | "DELETE" | "DELETE_TRIGGERED_UPDATE";
            type?: string;
        };
        CollectionCoverageBody: {
            lookups: components["schemas"]["LookupCoverageBody"][];
        };
        CollectionDifferenceBody: {
            from: number;
            mappings: components["schemas"]["MappingsDifferenceBody"];
            /** @description `[before, after]` of each part but the mappings; null where it is not there. */
            parts: {
                [key: string]: unknown;
            };
            to: number;
        };
        CollectionVersionBody: {
            /**
             * Format: date-time
             * @description When it was saved.
             */
            at: string;
            definition: {
                [key: string]: unknown;
            };
            version: number;
        };
        CollectionWarningBody: {
            /** @example mappings.3.source */
            field: string;
            message: string;
        };
        CommandedBody: {
            changed: number;
            /** @description Requests that fit. */
            matched: number;
            /** @description Go on from here; null: there are no more. */
            next: string | null;
            /** @description In the hands of a worker: nothing was done to them. */
            running: number;
        };
        ComparedBody: {
            /** @description Null where nothing stands of it: it folded into another request, or is new. */
            before: components["schemas"]["CameBody"] | null;
            /**
             * @description What would be otherwise; empty: nothing.
             * @example [
             *       "verdict",
             *       "rule"
             *     ]
             */
            differs: string[];
            element: number;
            /** @description Null where nothing would come of it. */
            now: components["schemas"]["CameBody"] | null;
        };
        ConnectionBody: {
            account: string | null;
            connector: string;
            connectorVersion: string;
            /** Format: date-time */
            createdAt: string;
            /** @example con_… */
            id: string;
            keys: components["schemas"]["KeyBody"][];
            /** @description As set; `GET …/budgets` shows what is in force. */
            limits: components["schemas"]["CallLimitsBody"] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            name: string;
            /** @description Hooks a second at its own address; 0: no limit. */
            ratePerSecond: number;
            retryPolicy: components["schemas"]["RetryPolicyBody"];
            /** @description Which values there are, by name; never the values. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            settings: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "active" | "paused" | "needs_authorization" | "failing" | "disabled";
            /** Format: date-time */
            updatedAt: string;
            /** @description What is missing for its polls to bring anything: a list, a scope of what they find. */
            warnings: string[];
        };
        ConnectionChangeBody: {
            /** @description null: it has none. */
            account?: string | null;
            /** @description Moves the connection to this version of its connector. */
            connectorVersion?: string;
            /**
             * @description What it may call, by direction; a direction that is named replaces what the connector declares. Null, the default: what the connector declares.
             * @example {
             *       "FROM": {
             *         "calls": 40,
             *         "perSeconds": 20,
             *         "concurrency": 4
             *       }
             *     }
             */
            limits?: components["schemas"]["CallLimitsBody"] | null;
            name?: string;
            /** @description Hooks a second at its own address; more are answered 429 with Retry-After. 0, the default: no limit. */
            ratePerSecond?: number;
            /** @description When failed requests are tried again. Default: `standard`. */
            retryPolicy?: components["schemas"]["RetryPolicyChoiceBody"];
            /**
             * @description By name: a text is a new value beside the present ones, which verify for a day more; a list `[{value, notAfter?}]` (ISO 8601, at most 5) replaces them; null removes them. Values never come back.
             * @example {
             *       "webhook": "whsec_…"
             *     }
             */
            secrets?: {
                [key: string]: unknown;
            };
            /** @description Replaces all settings. */
            settings?: {
                [key: string]: unknown;
            };
        };
        ConnectorBody: {
            /** @description The mapping collections that `"defaults": true` installs. */
            collections: string[];
            description: string;
            /** @enum {string} */
            form: "code" | "data";
            name: string;
            /**
             * @description What it can do with records, by type.
             * @example {
             *       "TRANSACTION": [
             *         "get",
             *         "create",
             *         "update"
             *       ]
             *     }
             */
            records: {
                [key: string]: string[];
            };
            /** @description The types of records it declares, or adds fields to. */
            recordTypes: string[];
            scopes: components["schemas"]["DeclaredScopeBody"][];
            /** @description Labels by name. */
            secrets: {
                [key: string]: string;
            };
            /** @description JSON Schema of a connection's settings. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Every tenant may use it. */
            shared: boolean;
            urlPath: string | null;
            verification: components["schemas"]["VerificationBody"];
            version: string;
        };
        ConnectorDataBody: {
            collections?: {
                [key: string]: unknown;
            }[];
            description?: string;
            /** @description The range of host contracts it works with. */
            host?: string;
            /** @example acme */
            name: string;
            /**
             * @example {
             *       "methods": [
             *         "POST"
             *       ],
             *       "verify": {
             *         "kind": "hmac",
             *         "header": "x-signature",
             *         "encoding": "hex"
             *       },
             *       "fields": [
             *         {
             *           "value": "Scope",
             *           "from": "BodyPath",
             *           "at": "topic",
             *           "processing": "AsIs"
             *         },
             *         {
             *           "value": "ExternalId",
             *           "from": "BodyPath",
             *           "at": "id",
             *           "processing": "AsIs"
             *         }
             *       ]
             *     }
             */
            receiver: {
                [key: string]: unknown;
            };
            /**
             * @description Types of its own, and fields beside the host's; every type of its own must be among them then.
             * @example {
             *       "x:VEHICLE": {
             *         "description": "A car in the fleet",
             *         "fields": {
             *           "mileage": {
             *             "kind": "number"
             *           }
             *         }
             *       }
             *     }
             */
            recordTypes?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /**
             * @example [
             *       {
             *         "name": "order/updated",
             *         "type": "TRANSACTION",
             *         "action": "UPDATED",
             *         "description": "Order → Transaction"
             *       }
             *     ]
             */
            scopes: {
                [key: string]: unknown;
            }[];
            /**
             * @example {
             *       "webhook": "Signing secret"
             *     }
             */
            secrets?: {
                [key: string]: string;
            };
            settings?: {
                [key: string]: unknown;
            }[];
            /** @description One address for all accounts: /receivers/<urlPath>. */
            urlPath?: string;
            /** @example 1.0.0 */
            version: string;
        };
        ConnectorDetailBody: {
            /** @description The mapping collections that `"defaults": true` installs. */
            collections: string[];
            /**
             * @description The data form, as `POST /v1/connectors` takes it. Null: it is in code.
             * @example {
             *       "name": "acme",
             *       "version": "1.0.0"
             *     }
             */
            definition: {
                [key: string]: unknown;
            } | null;
            description: string;
            /** @enum {string} */
            form: "code" | "data";
            name: string;
            /**
             * @description What it can do with records, by type.
             * @example {
             *       "TRANSACTION": [
             *         "get",
             *         "create",
             *         "update"
             *       ]
             *     }
             */
            records: {
                [key: string]: string[];
            };
            /** @description The types of records it declares, or adds fields to. */
            recordTypes: string[];
            scopes: components["schemas"]["DeclaredScopeBody"][];
            /** @description Labels by name. */
            secrets: {
                [key: string]: string;
            };
            /** @description JSON Schema of a connection's settings. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Every tenant may use it. */
            shared: boolean;
            urlPath: string | null;
            verification: components["schemas"]["VerificationBody"];
            version: string;
        };
        CopyBody: {
            /**
             * @description Default: the connection of the original.
             * @example con_…
             */
            connection?: string;
            /**
             * @description Default: it is made switched off, to be looked at first.
             * @default false
             */
            enabled?: boolean;
            /** @example Acme order → Transaction, second store */
            name: string;
        };
        DecidedBody: {
            /** @description Deletes that were released or cancelled. */
            changed: number;
        };
        DecisionBody: {
            /** @enum {string|null} */
            answer: "proceed" | "replace" | "skip" | "reject" | null;
            /** @description Calls that failed. */
            attempts: number;
            /**
             * @description Who gave the answer; `failure`: its policy for that.
             * @enum {string|null}
             */
            by: "handler" | "failure" | "operator" | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * @description The `webhook-id` and `idempotency-key` of its calls.
             * @example dec_…
             */
            id: string;
            /** @description As the handler, the policy or a person gave it; why it waits or is parked. */
            reason: string | null;
            /**
             * @description Null: it is to be made.
             * @example rec_…
             */
            record: string | null;
            /** @example CUSTOMER */
            recordType: string;
            /** @enum {string} */
            state: "waiting" | "decided" | "parked" | "cancelled";
            /** @enum {string} */
            step: "create" | "update" | "delete" | "merge";
            /** @description The call that brought the answer. */
            tookMs: number | null;
            /**
             * @description Who waits; null: a merge.
             * @example req_…
             */
            transfer: string | null;
        };
        DecisionDetailBody: {
            /** @enum {string|null} */
            answer: "proceed" | "replace" | "skip" | "reject" | null;
            /** @description Calls that failed. */
            attempts: number;
            /**
             * @description Who gave the answer; `failure`: its policy for that.
             * @enum {string|null}
             */
            by: "handler" | "failure" | "operator" | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /**
             * @description The `webhook-id` and `idempotency-key` of its calls.
             * @example dec_…
             */
            id: string;
            /** @description Null: erased. */
            question: {
                [key: string]: unknown;
            } | null;
            /** @description As the handler, the policy or a person gave it; why it waits or is parked. */
            reason: string | null;
            /**
             * @description Null: it is to be made.
             * @example rec_…
             */
            record: string | null;
            /** @example CUSTOMER */
            recordType: string;
            /** @description The record of its answer. */
            replaced: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            state: "waiting" | "decided" | "parked" | "cancelled";
            /** @enum {string} */
            step: "create" | "update" | "delete" | "merge";
            /** @description The call that brought the answer. */
            tookMs: number | null;
            /**
             * @description Who waits; null: a merge.
             * @example req_…
             */
            transfer: string | null;
            /** @description Calls that failed, newest first; at most 50. */
            tries: components["schemas"]["DeliveryTryBody"][];
        };
        DeclaredScopeBody: {
            /** @example UPDATED */
            action: string;
            description: string;
            /** @description Whether a new connection begins with it switched on. */
            enabled: boolean;
            /** @example order/updated */
            name: string;
            record: string | null;
            /** @enum {string} */
            source: "read" | "payload" | "payload-then-read";
            /** @example TRANSACTION */
            type: string;
            version: string | null;
        };
        DeclarerBody: {
            /** @enum {string} */
            kind: "host" | "connector" | "tenant";
            /**
             * @description Of the connector.
             * @example fleet
             */
            name?: string;
        };
        DeleteImpactBody: {
            /** @description How many of them were looked at; at most 200. */
            lookedAt: number;
            /** @description Deletes concerned; the count stops at 10,001. */
            records: number;
            touched: components["schemas"]["TouchedBody"][];
        };
        DeletePreviewBody: {
            /**
             * @description Of a window, or of a scope.
             * @example con_…
             */
            connection?: string;
            /**
             * @description Of a window.
             * @enum {string}
             */
            direction?: "TO" | "FROM";
            /** @enum {string} */
            guard?: "off" | "unlink" | "update" | "delete";
            /**
             * @description A hub record deleted by hand.
             * @example rec_…
             */
            record?: string;
            /**
             * @description With `guard`: as if the scope had that guard.
             * @example scp_…
             */
            scope?: string;
            /**
             * @description A delete that waits.
             * @example req_…
             */
            transfer?: string;
            /**
             * @description Of a window.
             * @example PRODUCT
             */
            type?: string;
        };
        DeleteWindowBody: {
            /** @example con_… */
            connection: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /** @example PRODUCT */
            type: string;
        };
        DeliveryAnswerBody: {
            /** @example 200 */
            status: number;
            /** @description At most 2,048 characters of it. */
            text: string;
            tookMs: number;
        };
        DeliveryBody: {
            answer: components["schemas"]["DeliveryAnswerBody"] | null;
            /** Format: date-time */
            at: string;
            attempts: number;
            /** @example evt_… */
            event: string | null;
            /** Format: date-time */
            nextAt: string | null;
            /** @description Why it waits, failed, was skipped or is kept. */
            reason: string | null;
            /** @example rec_… */
            record: string | null;
            /** @description Its place among what its subscriber was told. */
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "delivered" | "skipped" | "failed" | "kept" | "expired";
            /** @example record.updated */
            type: string | null;
        };
        DeliveryDetailBody: {
            answer: components["schemas"]["DeliveryAnswerBody"] | null;
            /** Format: date-time */
            at: string;
            attempts: number;
            /** @example evt_… */
            event: string | null;
            /** Format: date-time */
            nextAt: string | null;
            /** @description Why it waits, failed, was skipped or is kept. */
            reason: string | null;
            /** @example rec_… */
            record: string | null;
            /** @description Its place among what its subscriber was told. */
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "delivered" | "skipped" | "failed" | "kept" | "expired";
            /** @description Those that failed, newest first; at most 50. */
            tries: components["schemas"]["DeliveryTryBody"][];
            /** @example record.updated */
            type: string | null;
        };
        DeliveryTryBody: {
            /** Format: date-time */
            at: string;
            facts: {
                [key: string]: unknown;
            };
            /**
             * @description `dns`, `refused`, `tls`, `timeout`, `reset`, `http-…`.
             * @example http-503
             */
            failure: string;
            message: string;
            number: number;
            tookMs: number;
        };
        DuplicateGroupBody: {
            /** Format: date-time */
            foundAt: string;
            /** @example dup_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @description Oldest first; of a larger group the first 50. */
            records: string[];
            rule: components["schemas"]["GroupRuleBody"];
            shared: components["schemas"]["SharedBody"][];
            /** @description Counted up to 1,001. */
            size: number;
            /** @enum {string} */
            state: "open" | "dismissed";
            /** @example CUSTOMER */
            type: string;
        };
        DuplicateGroupDetailBody: {
            /** Format: date-time */
            foundAt: string;
            /** @example dup_… */
            id: string;
            members: components["schemas"]["RecordBody"][];
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @description Oldest first; of a larger group the first 50. */
            records: string[];
            rule: components["schemas"]["GroupRuleBody"];
            shared: components["schemas"]["SharedBody"][];
            /** @description Counted up to 1,001. */
            size: number;
            /** @enum {string} */
            state: "open" | "dismissed";
            /** @example CUSTOMER */
            type: string;
        };
        EndpointBody: {
            concurrency: number;
            /** Format: date-time */
            createdAt: string;
            description: string;
            disableAfterHours: number;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            filter: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example ep_… */
            id: string;
            imports: string[] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            /** @enum {string} */
            order: "none" | "record" | "strict";
            /** @enum {string} */
            payload: "full" | "thin";
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            ratePerSecond: number | null;
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            /**
             * @description Whose it is.
             * @example acme
             */
            subscriber: string | null;
            timeoutSeconds: number;
            transform: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        EndpointCallBody: {
            /** @description At most 2,048 characters of the answer. */
            answer: string | null;
            failure: string | null;
            message: string | null;
            /** @enum {string} */
            outcome: "delivered" | "gone" | "failed" | "aborted";
            /** @description The body that was sent. */
            sent: string;
            status: number | null;
            tookMs: number;
        };
        EndpointChangeBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /** @default  */
            description?: string;
            /**
             * @description Disabled where nothing was delivered for this long; what happens meanwhile is kept.
             * @default 120
             */
            disableAfterHours?: number;
            /**
             * @description Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.
             * @example [
             *       "record.*"
             *     ]
             */
            events?: string[];
            /**
             * @description JSONata over the envelope; what it calls true is sent. Null: everything.
             * @example data.record.data.country = 'NO'
             */
            filter?: string | null;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /** @description Of imports with these identifiers only. Null: of all. */
            imports?: string[] | null;
            /** @example Billing */
            name?: string;
            /**
             * @description `record`: the events of a record one after another, others beside them. `strict`: all one after another; one that fails for good holds the rest.
             * @default record
             * @enum {string}
             */
            order?: "none" | "record" | "strict";
            /**
             * @description `thin` names the record and the changed fields, without a value.
             * @default full
             * @enum {string}
             */
            payload?: "full" | "thin";
            /** @description Calls a second, of all processes together; what was not used gives room for one second of it. Null: as fast as it answers. */
            ratePerSecond?: number | null;
            /**
             * @description Of these record types only; events of no record are sent all the same. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one the delivery has failed.
             * @default [
             *       5,
             *       300,
             *       1800,
             *       7200,
             *       18000,
             *       36000,
             *       50400,
             *       72000,
             *       86400
             *     ]
             */
            retrySeconds?: number[];
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description Standard Webhooks: `v1` is HMAC-SHA256, `v1a` Ed25519.
             * @default [
             *       "v1"
             *     ]
             */
            signs?: ("v1" | "v1a")[];
            /**
             * @description Whose it is: who may look after it by a link to the portal. Null: nobody.
             * @example acme
             */
            subscriber?: string | null;
            /** @default 15 */
            timeoutSeconds?: number;
            /**
             * @description JSONata over what would be sent; what it yields is sent instead.
             * @example {'customer': data.record.id}
             */
            transform?: string | null;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url?: string;
        };
        EnvelopeBody: {
            cause: components["schemas"]["EventCauseBody"];
            data: {
                [key: string]: unknown;
            };
            /**
             * @description The `webhook-id`, the same however often it is sent.
             * @example evt_…
             */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @description Its place among what this endpoint was told. */
            sequence: number;
            /** @example ten_… */
            tenant: string;
            /** Format: date-time */
            time: string;
            /** @example record.updated */
            type: string;
            version: number;
        };
        EraseBody: {
            /**
             * @description Kept in the audit: name nobody in it.
             * @example ticket 4711
             */
            reason?: string;
        };
        ErasureBody: {
            /** Format: date-time */
            at: string;
            /** @description Bodies of hooks that its part was cut out of. */
            bodiesCut: number;
            /** @description Bodies of hooks that were dropped whole: of this record alone, or not to be cut. */
            bodiesDropped: number;
            /** Format: date-time */
            doneAt: string | null;
            reason: string | null;
            /** @example rec_… */
            record: string;
            /**
             * @description The record, and what was merged into it.
             * @example [
             *       "rec_…"
             *     ]
             */
            records: string[];
            /**
             * @description Open again while something of the record runs, waits to be resolved, or came in since: that is erased as well.
             * @enum {string}
             */
            state: "open" | "done";
            /** @description Transfers that were emptied. */
            transfers: number;
        };
        EventCauseBody: {
            /** @description The API key of the person who did it. */
            actor: string | null;
            /** @example con_… */
            connection: string | null;
            handler: string | null;
            /** @example trk_… */
            trackingId: string | null;
        };
        EventsBody: {
            /** @description The `after` of the next call. */
            after: number;
            items: components["schemas"]["EnvelopeBody"][];
            /** @description Numbers from the asked place up to `after` that are no longer kept; none: nothing was missed. */
            removed: components["schemas"]["RemovedEventsBody"][];
        };
        EventTypeBody: {
            description: string;
            example: {
                [key: string]: unknown;
            };
            /** @description JSON Schema of `data`. */
            schema: {
                [key: string]: unknown;
            };
            /** @example record.updated */
            type: string;
            version: number;
        };
        ExampleBody: {
            /** @description The system's own id. */
            externalId: string | null;
            /** @example rec_… */
            record: string | null;
        };
        ExplainBody: {
            items: components["schemas"]["ExplainItemBody"][];
            /** @description The connection's last hook, where none of the record was received. */
            lastHook: components["schemas"]["LastHookBody"] | null;
            /** @description What the time line cannot show: that nothing came in, or that it was cut. */
            note: string | null;
            /** @description Of one event: endpoints and triggers that were told, then those that were not; at most 200. Otherwise none. */
            subscribers: components["schemas"]["HearingBody"][];
        };
        ExplainItemBody: {
            /** Format: date-time */
            at: string;
            facts: {
                [key: string]: unknown;
            };
            /** @description The rule that spoke; of a request, the last it passed. */
            rule: string | null;
            /** @enum {string} */
            what: "hook" | "verdict" | "request" | "attempt" | "turn" | "change" | "event" | "delivery";
        };
        ExplainNowBody: {
            /** @description Today's. */
            configVersion: number;
            items: components["schemas"]["ComparedBody"][];
            note: string | null;
        };
        FailurePoliciesBody: {
            /** @enum {string} */
            create: "proceed" | "skip" | "reject" | "park";
            /** @enum {string} */
            delete: "proceed" | "skip" | "reject" | "park";
            /** @enum {string} */
            merge: "proceed" | "skip" | "reject" | "park";
            /** @enum {string} */
            update: "proceed" | "skip" | "reject" | "park";
        };
        FailurePolicyBody: {
            /**
             * @default proceed
             * @enum {string}
             */
            create?: "proceed" | "skip" | "reject" | "park";
            /**
             * @default park
             * @enum {string}
             */
            delete?: "proceed" | "skip" | "reject" | "park";
            /**
             * @default park
             * @enum {string}
             */
            merge?: "proceed" | "skip" | "reject" | "park";
            /**
             * @default proceed
             * @enum {string}
             */
            update?: "proceed" | "skip" | "reject" | "park";
        };
        FieldError: {
            field: string;
            message: string;
        };
        GroupRuleBody: {
            /** @example mru_… */
            id: string;
            name: string;
        };
        HandlerBody: {
            concurrency: number;
            condition: string | null;
            connections: string[] | null;
            /** Format: date-time */
            createdAt: string;
            description: string;
            headers: {
                [key: string]: string;
            };
            /** @example hdl_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            onFailure: components["schemas"]["FailurePoliciesBody"];
            /** @enum {string} */
            position: "before" | "instead";
            priority: number;
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            steps: ("create" | "update" | "delete" | "merge")[];
            timeoutSeconds: number;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        HandlerCallBody: {
            /** @description At most 2,048 characters of the answer. */
            answer: string | null;
            /** @enum {string|null} */
            decision: "proceed" | "replace" | "skip" | "reject" | null;
            /** @description Why no step would go on from it. */
            message: string | null;
            /** @enum {string} */
            outcome: "answered" | "failed";
            /** @description The body that was sent. */
            sent: string;
            status: number | null;
            tookMs: number;
        };
        HandlerChangeBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /**
             * @description JSONata over `step`, `recordType`, `connection`, `externalId`, `incoming`, `stored` and `changes`; it is asked where that is true, and where it fails. Null: always.
             * @example $number(incoming.total) > 1000
             */
            condition?: string | null;
            /**
             * @description Only what comes from these connections. Null: from all.
             * @example [
             *       "con_…"
             *     ]
             */
            connections?: string[] | null;
            /** @default  */
            description?: string;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /** @example Billing */
            name?: string;
            /** @description What becomes of a step where it fails; `park` leaves it to a person. Steps that are not named stay. */
            onFailure?: components["schemas"]["FailurePolicyBody"];
            /**
             * @description `before`: it is asked, then the host does the step. `instead`: where it answers `proceed`, it has done the step itself, and says with `record` what the record is now.
             * @default before
             * @enum {string}
             */
            position?: "before" | "instead";
            /**
             * @description Of several that fit a step the one with the lowest is asked, and no other.
             * @default 100
             */
            priority?: number;
            /**
             * @description Of these record types only. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one it has failed.
             * @default [
             *       2,
             *       10
             *     ]
             */
            retrySeconds?: number[];
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description Standard Webhooks: `v1` is HMAC-SHA256, `v1a` Ed25519.
             * @default [
             *       "v1"
             *     ]
             */
            signs?: ("v1" | "v1a")[];
            /**
             * @description What it decides about: records of the hub that are made, changed, deleted or merged.
             * @example [
             *       "delete"
             *     ]
             */
            steps?: ("create" | "update" | "delete" | "merge")[];
            /** @default 10 */
            timeoutSeconds?: number;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url?: string;
        };
        HearingBody: {
            /** @description It has a delivery of it, whatever became of that. */
            isTold: boolean;
            /** @example Billing */
            name: string;
            /** @description Of the delivery. */
            sequence: number | null;
            /**
             * @description Of the delivery.
             * @example delivered
             */
            state: string | null;
            /** @example ep_… */
            subscriber: string;
            /**
             * @description Why it was not told, as it is configured now: `mode`, `type`, `time`, `record type`, `import` or `filter`; of a delivery that is kept, waits or failed: why.
             * @example type: it does not listen for record.updated
             */
            why: string | null;
        };
        HookBody: {
            bodyBytes: number;
            /** @description Null at a receiver: each element names its own. */
            connection: string | null;
            counts: components["schemas"]["HookCountsBody"];
            /** @example hok_… */
            id: string;
            /** @example POST */
            method: string;
            /** @description Behind the address's own path. */
            path: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            state: "open" | "resolved" | "parked";
        };
        HookCountsBody: {
            requests: number;
            verdicts: number;
        };
        HookDetailBody: {
            bodyBytes: number;
            /** @description Null at a receiver: each element names its own. */
            connection: string | null;
            counts: components["schemas"]["HookCountsBody"];
            deliveryId: string | null;
            /** @description Its body, query and headers were removed by their age. */
            emptied: boolean;
            /** @description Credentials as keyed hashes. */
            headers: {
                [key: string]: string;
            };
            /** @example hok_… */
            id: string;
            /** @example POST */
            method: string;
            /** @description Behind the address's own path. */
            path: string;
            query: string;
            /** Format: date-time */
            receivedAt: string;
            /** @description At most 500. */
            requests: components["schemas"]["TransferBody"][];
            /** @description How it was proven genuine. */
            scheme: string;
            /** @description The secret that proved it. */
            secretId: string | null;
            /** @enum {string} */
            state: "open" | "resolved" | "parked";
            /** @description Its delivery id was seen before, with another body. */
            suspect: boolean;
            /**
             * @description Of the OpenTelemetry trace it is told in, where traces are switched on; null where the beginning of its tree is gone.
             * @example 4bf92f3577b34da6a3ce929d0e0e4736
             */
            traceId: string;
            /** @description At most 500. */
            verdicts: components["schemas"]["VerdictBody"][];
        };
        InitializeAskBody: {
            /**
             * @description Called once by a form POST, `id=…`, when the work is over, whichever way; of a live connection https alone. See `GET /v1/callbacks`.
             * @example https://example.com/done
             */
            callbackUrl?: string;
            /** @default 100 */
            pageSize?: number;
            /** @example PRODUCT */
            type: string;
        };
        InitializeBody: {
            /**
             * Format: date-time
             * @description When all of it will be over at the rate it has now; null where nobody can tell.
             */
            endsAt: string | null;
            /** @description Records listed. */
            listed: number;
            pages: number;
            /** @description What became of those queued. */
            progress: components["schemas"]["ProgressBody"];
            /** @description Of them, those that were queued; the others had not changed. */
            queued: number;
            /** Format: date-time */
            startedAt: string;
            /**
             * @description done: every record was listed; those that changed may still wait in the queue.
             * @enum {string}
             */
            state: "running" | "paused" | "cancelled" | "done";
            /** @description Records of the whole list; null where the connector cannot tell before it was listed. */
            total: number | null;
            /**
             * @description The transfer that walks; it says so where it failed.
             * @example req_…
             */
            transfer: string;
            /** @example PRODUCT */
            type: string;
        };
        KeptFieldBody: {
            /** @description Who changed it after the merge; null: a person. */
            connection: string | null;
            field: string;
        };
        KeyBody: {
            /** Format: date-time */
            createdAt: string;
            /** @description The key's first characters. */
            hint: string;
            /** Format: date-time */
            notAfter: string | null;
        };
        KeyNameBody: {
            /** @example reports */
            name: string;
        };
        LastHookBody: {
            /** @example hok_… */
            id: string;
            /** Format: date-time */
            receivedAt: string;
        };
        LinkBody: {
            /** @description What the system holds, as far as known. */
            baseline: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Null when the connection was removed.
             * @example con_…
             */
            connection: string | null;
            /** Format: date-time */
            createdAt: string;
            externalId: string;
            /** @example lnk_… */
            id: string;
            /** @description Written to; others of the same connection are only read from. */
            primary: boolean;
            remoteVersion: string | null;
            /** @enum {string} */
            state: "live" | "source-deleted" | "ended";
            type: string;
            /** Format: date-time */
            updatedAt: string;
        };
        LiveBody: {
            /** @enum {string} */
            status: "ok";
        };
        LookupCoverageBody: {
            /** @example mappings.3 */
            field: string;
            /** @description How many rows there are. */
            rows: number;
            source: string;
            /** @description Null: the rows stand in the mapping. */
            table: string | null;
            target: string;
            /** @description Latest first; at most 200. */
            values: components["schemas"]["MissingValueBody"][];
        };
        LostLinkBody: {
            connection: string | null;
            externalId: string;
            /** @example rec_… */
            record: string;
        };
        MadeWithBody: {
            /**
             * @description Null before one was chosen.
             * @example map_…@3
             */
            collection: string | null;
            /** @example rest@1.0.0 */
            connector: string;
        };
        MappingsDifferenceBody: {
            added: {
                [key: string]: unknown;
            }[];
            /** @description Those that write the same target otherwise. */
            changed: components["schemas"]["ChangedMappingBody"][];
            removed: {
                [key: string]: unknown;
            }[];
        };
        MasterKeyBody: {
            /**
             * @description Derived from the key; tells nothing about it.
             * @example 1f0c9a3e
             */
            id: string;
            /** @description Whether the process that answers seals new values under it. */
            isFirst: boolean;
            /** @description Whether the process that answers has it. */
            isKnown: boolean;
            /** @description Values sealed under it. A key without any may be taken out of the ring. */
            sealed: number;
        };
        MasterKeysBody: {
            keys: components["schemas"]["MasterKeyBody"][];
            rotation: components["schemas"]["RotationBody"];
        };
        MatchPartBody: {
            /**
             * @description Read as one value: a first and a last name. `customFields.vip` for a field inside an object.
             * @example [
             *       "firstName",
             *       "lastName"
             *     ]
             */
            fields: string[];
            /**
             * @description `exact` · `email`: without case · `phone`: the same number however written · `name`: without case, accents, punctuation and order of words · `company`: also without its legal form.
             * @enum {string}
             */
            form: "exact" | "email" | "phone" | "name" | "company";
        };
        MatchRuleBody: {
            country: string | null;
            countryField: string | null;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            /** @example mru_… */
            id: string;
            name: string;
            parts: components["schemas"]["MatchPartBody"][];
            /** @example CUSTOMER */
            type: string;
            /** Format: date-time */
            updatedAt: string;
        };
        MatchRuleDetailBody: {
            country: string | null;
            countryField: string | null;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            /** @example mru_… */
            id: string;
            name: string;
            parts: components["schemas"]["MatchPartBody"][];
            /** @description All records that were there when the rule was made are looked at. */
            searched: boolean;
            seen: number;
            /** @example CUSTOMER */
            type: string;
            /** Format: date-time */
            updatedAt: string;
        };
        MatchRulePatchBody: {
            /**
             * @description Whose numbers those without a country code are. null: nobody’s.
             * @example BE
             */
            country?: string | null;
            /**
             * @description The field that says it of each record. null: none.
             * @example country
             */
            countryField?: string | null;
            /** @default true */
            enabled?: boolean;
            name?: string;
            parts?: components["schemas"]["MatchPartBody"][];
        };
        MatchSuggestionBody: {
            countryField: string | null;
            /** @example customer-email */
            key: string;
            name: string;
            parts: components["schemas"]["MatchPartBody"][];
            /** @example CUSTOMER */
            type: string;
        };
        MergeAskBody: {
            /**
             * @description The records that become part of it.
             * @example [
             *       "rec_…"
             *     ]
             */
            losers: string[];
            /**
             * @description What becomes of a loser in a system that has the winner too and cannot merge by itself. `delete` asks for a delete there, which still needs the connection's hub scope, its guard and a DELETE collection.
             * @default keep
             * @enum {string}
             */
            losersThere?: "keep" | "delete";
            rules?: components["schemas"]["SurvivorRulesBody"];
            /**
             * @description The record that stays.
             * @example rec_…
             */
            winner: string;
        };
        MergeBody: {
            /** Format: date-time */
            at: string;
            /** @description The API key that did it. */
            by: string;
            /** @example mrg_… */
            id: string;
            losers: string[];
            /** @enum {string} */
            mode: "live" | "sandbox";
            sources: {
                [key: string]: string | null;
            };
            /** @example CUSTOMER */
            type: string;
            /** @description What the undo left as it found it. */
            undone: components["schemas"]["UndoneBody"] | null;
            /** Format: date-time */
            undoneAt: string | null;
            /** @example rec_… */
            winner: string;
        };
        MergedLinkBody: {
            /** @example con_… */
            connection: string | null;
            externalId: string;
            /**
             * @description Whose link it was.
             * @example rec_…
             */
            from: string;
            /** @example lnk_… */
            id: string;
            /** @description Written to; of one connection only one is. */
            primary: boolean;
        };
        MergePreviewBody: {
            /** @description `[old, new]` of the fields of the winner that change. */
            changed: {
                [key: string]: unknown;
            };
            /** @description The merged record. */
            data: {
                [key: string]: unknown;
            };
            links: components["schemas"]["MergedLinkBody"][];
            losers: string[];
            /** @description The record each changed field comes from; null: by hand. */
            sources: {
                [key: string]: string | null;
            };
            /** @example rec_… */
            winner: string;
            writes: components["schemas"]["MergeWriteBody"][];
        };
        MergeWriteBody: {
            /** @example con_… */
            connection: string;
            /** @description It is asked to delete the others; its guard decides. */
            deletesOthers: boolean;
            /** @description `[before, after]` of what would be written, as far as is known what the system holds. */
            difference: {
                [key: string]: unknown;
            };
            /** @description The id that is written to. */
            externalId: string;
            /**
             * @description `merge`: the system joins its two records itself, and is updated then.
             * @enum {string}
             */
            kind: "update" | "merge" | "none";
            /** @description Ids of the same system that are read from only. */
            others: string[];
            reason: string | null;
        };
        MissingInTranslationBody: {
            /**
             * @description The collections that met it.
             * @example [
             *       "map_…"
             *     ]
             */
            collections: string[];
            /** @description How often it was met. */
            count: number;
            /** Format: date-time */
            firstSeen: string;
            /** Format: date-time */
            lastSeen: string;
            /** @description As its row would be called; at most 200 characters. */
            value: string;
        };
        MissingValueBody: {
            /** @description How often it was met. */
            count: number;
            /** Format: date-time */
            firstSeen: string;
            /** Format: date-time */
            lastSeen: string;
            /** @description As its row would be called; at most 200 characters. */
            value: string;
        };
        NewApiKeyBody: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * @description Its first characters.
             * @example hya_7Kq2b…
             */
            hint: string;
            /** @example key_… */
            id: string;
            /**
             * @description The key itself, shown this once.
             * @example hya_…
             */
            key: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "developer" | "viewer" | "ingest";
        };
        NewCollectionBody: {
            /**
             * @description Lists of child records, each with mappings of its own; at most three levels deep.
             * @example [
             *       {
             *         "target": "lines",
             *         "type": "TRANSACTION_LINE",
             *         "source": "line_items",
             *         "key": "id",
             *         "match": [
             *           "sku"
             *         ],
             *         "mappings": [
             *           {
             *             "kind": "field",
             *             "target": "id",
             *             "source": "id"
             *           },
             *           {
             *             "kind": "field",
             *             "target": "sku",
             *             "source": "sku"
             *           }
             *         ]
             *       }
             *     ]
             */
            children?: {
                children?: {
                    [key: string]: unknown;
                }[];
                /** @description JSONata over the source child; false leaves it out. */
                filter?: string;
                /** @description The field of the mapped child that holds its id in the system. */
                key?: string;
                /** @description As of the collection; formulas also see `$Parent`. */
                mappings: {
                    [key: string]: unknown;
                }[];
                match?: string[];
                /** @description Children that are not named are left alone. */
                partial?: boolean;
                /** @description Children made from fields of the parent. */
                rows?: {
                    /** @description As of the collection; formulas also see `$Parent`. */
                    mappings: {
                        [key: string]: unknown;
                    }[];
                    name: string;
                    /** @description JSONata over the parent; false: there is none. */
                    when?: string;
                }[];
                /** @description Where the list lies in the source: a path, or JSONata. */
                source?: string;
                /** @description The field of the mapped record that holds the list. */
                target: string;
                /** @example TRANSACTION_LINE */
                type?: string;
            }[] | null;
            /** @enum {string|null} */
            collision?: "ERROR" | "REMAP_AND_LINK" | "UPDATE_AND_LINK" | "UPDATE_AND_NO_LINK" | null;
            /** @description TO the hub: who keeps a field that two systems changed at once. Default latest. */
            conflict?: (("latest" | "hub" | "park") | {
                priority?: string[];
            }) | null;
            /** @description Other rules for single fields. */
            conflictByField?: {
                [key: string]: ("latest" | "hub" | "park") | {
                    priority?: string[];
                };
            } | null;
            /** @example con_… */
            connection: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /** @default true */
            enabled?: boolean;
            /** @description JSONata; true ends it `error-filtered`. */
            errorFilter?: string | null;
            /** @description JSONata; false ends the request `filtered`. */
            filter?: string | null;
            /**
             * @description One of kind static (value), field (source), formula (expression), lookup (source, table) per target.
             * @example [
             *       {
             *         "kind": "field",
             *         "target": "number",
             *         "source": "order_number"
             *       }
             *     ]
             */
            mappings: {
                [key: string]: unknown;
            }[];
            /**
             * @description Fields that tell records apart, the surest first; `{field, form: "email"}` in a form of its own.
             * @example [
             *       "sku",
             *       {
             *         "field": "email",
             *         "form": "email"
             *       }
             *     ]
             */
            match?: (string | {
                [key: string]: unknown;
            })[] | null;
            /** @example Acme order → Transaction */
            name: string;
            /** @enum {string|null} */
            onMissing?: "park" | "recreate" | "unlink" | null;
            /** @description Lower first; the first whose filter holds. Default 100. */
            order?: number;
            /** @enum {string} */
            syncType: "ADD" | "UPDATE" | "ADD_AND_UPDATE" | "DELETE" | "DELETE_TRIGGERED_UPDATE";
            /** @example TRANSACTION */
            type: string;
        };
        NewConnectionAnswer: {
            account: string | null;
            connector: string;
            connectorVersion: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Where the sender calls. */
            hookUrl: string;
            /** @example con_… */
            id: string;
            /** @example hk_… */
            key: string;
            keys: components["schemas"]["KeyBody"][];
            /** @description As set; `GET …/budgets` shows what is in force. */
            limits: components["schemas"]["CallLimitsBody"] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            name: string;
            /** @description Hooks a second at its own address; 0: no limit. */
            ratePerSecond: number;
            retryPolicy: components["schemas"]["RetryPolicyBody"];
            /** @description Which values there are, by name; never the values. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            settings: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "active" | "paused" | "needs_authorization" | "failing" | "disabled";
            /** Format: date-time */
            updatedAt: string;
            /** @description What is missing for its polls to bring anything: a list, a scope of what they find. */
            warnings: string[];
        };
        NewConnectionBody: {
            /** @description Its account at the connector's receiver. */
            account?: string | null;
            /**
             * @description The connector's name.
             * @example acme
             */
            connector: string;
            /** @description Default: the newest. */
            connectorVersion?: string;
            /** @description Install the connector's default mapping collections. */
            defaults?: boolean;
            /**
             * @description What it may call, by direction; a direction that is named replaces what the connector declares. Null, the default: what the connector declares.
             * @example {
             *       "FROM": {
             *         "calls": 40,
             *         "perSeconds": 20,
             *         "concurrency": 4
             *       }
             *     }
             */
            limits?: components["schemas"]["CallLimitsBody"] | null;
            /**
             * @description Fixed for good: records of two modes never meet.
             * @enum {string}
             */
            mode: "live" | "sandbox";
            /** @example Acme, Ghent */
            name: string;
            /** @description Hooks a second at its own address; more are answered 429 with Retry-After. 0, the default: no limit. */
            ratePerSecond?: number;
            /** @description When failed requests are tried again. Default: `standard`. */
            retryPolicy?: components["schemas"]["RetryPolicyChoiceBody"];
            /**
             * @description By name: a text is a new value beside the present ones, which verify for a day more; a list `[{value, notAfter?}]` (ISO 8601, at most 5) replaces them; null removes them. Values never come back.
             * @example {
             *       "webhook": "whsec_…"
             *     }
             */
            secrets?: {
                [key: string]: unknown;
            };
            /** @description By the connector's schema. */
            settings?: {
                [key: string]: unknown;
            };
        };
        NewEndpointAnswer: {
            concurrency: number;
            /** Format: date-time */
            createdAt: string;
            description: string;
            disableAfterHours: number;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            filter: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example ep_… */
            id: string;
            imports: string[] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            /** @enum {string} */
            order: "none" | "record" | "strict";
            /** @enum {string} */
            payload: "full" | "thin";
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            ratePerSecond: number | null;
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            shown: components["schemas"]["ShownSecretBody"][];
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            /**
             * @description Whose it is.
             * @example acme
             */
            subscriber: string | null;
            timeoutSeconds: number;
            transform: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        NewEndpointBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /** @default  */
            description?: string;
            /**
             * @description Disabled where nothing was delivered for this long; what happens meanwhile is kept.
             * @default 120
             */
            disableAfterHours?: number;
            /**
             * @description Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            /**
             * @description JSONata over the envelope; what it calls true is sent. Null: everything.
             * @example data.record.data.country = 'NO'
             */
            filter?: string | null;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /** @description Of imports with these identifiers only. Null: of all. */
            imports?: string[] | null;
            /**
             * @description It hears of this mode alone, and keeps it.
             * @example sandbox
             * @enum {string}
             */
            mode: "live" | "sandbox";
            /** @example Billing */
            name?: string;
            /**
             * @description `record`: the events of a record one after another, others beside them. `strict`: all one after another; one that fails for good holds the rest.
             * @default record
             * @enum {string}
             */
            order?: "none" | "record" | "strict";
            /**
             * @description `thin` names the record and the changed fields, without a value.
             * @default full
             * @enum {string}
             */
            payload?: "full" | "thin";
            /** @description Calls a second, of all processes together; what was not used gives room for one second of it. Null: as fast as it answers. */
            ratePerSecond?: number | null;
            /**
             * @description Of these record types only; events of no record are sent all the same. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one the delivery has failed.
             * @default [
             *       5,
             *       300,
             *       1800,
             *       7200,
             *       18000,
             *       36000,
             *       50400,
             *       72000,
             *       86400
             *     ]
             */
            retrySeconds?: number[];
            /** @description A `whsec_…` of your own, 24 to 64 bytes in base64; default: a new one. */
            secret?: string;
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description Standard Webhooks: `v1` is HMAC-SHA256, `v1a` Ed25519.
             * @default [
             *       "v1"
             *     ]
             */
            signs?: ("v1" | "v1a")[];
            /**
             * @description Whose it is: who may look after it by a link to the portal. Null: nobody.
             * @example acme
             */
            subscriber?: string | null;
            /** @default 15 */
            timeoutSeconds?: number;
            /**
             * @description JSONata over what would be sent; what it yields is sent instead.
             * @example {'customer': data.record.id}
             */
            transform?: string | null;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url: string;
        };
        NewHandlerAnswer: {
            concurrency: number;
            condition: string | null;
            connections: string[] | null;
            /** Format: date-time */
            createdAt: string;
            description: string;
            headers: {
                [key: string]: string;
            };
            /** @example hdl_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            onFailure: components["schemas"]["FailurePoliciesBody"];
            /** @enum {string} */
            position: "before" | "instead";
            priority: number;
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            shown: components["schemas"]["ShownSecretBody"][];
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            steps: ("create" | "update" | "delete" | "merge")[];
            timeoutSeconds: number;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        NewHandlerBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /**
             * @description JSONata over `step`, `recordType`, `connection`, `externalId`, `incoming`, `stored` and `changes`; it is asked where that is true, and where it fails. Null: always.
             * @example $number(incoming.total) > 1000
             */
            condition?: string | null;
            /**
             * @description Only what comes from these connections. Null: from all.
             * @example [
             *       "con_…"
             *     ]
             */
            connections?: string[] | null;
            /** @default  */
            description?: string;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description It hears of this mode alone, and keeps it.
             * @example sandbox
             * @enum {string}
             */
            mode: "live" | "sandbox";
            /** @example Billing */
            name?: string;
            /** @description What becomes of a step where it fails; `park` leaves it to a person. Steps that are not named stay. */
            onFailure?: components["schemas"]["FailurePolicyBody"];
            /**
             * @description `before`: it is asked, then the host does the step. `instead`: where it answers `proceed`, it has done the step itself, and says with `record` what the record is now.
             * @default before
             * @enum {string}
             */
            position?: "before" | "instead";
            /**
             * @description Of several that fit a step the one with the lowest is asked, and no other.
             * @default 100
             */
            priority?: number;
            /**
             * @description Of these record types only. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one it has failed.
             * @default [
             *       2,
             *       10
             *     ]
             */
            retrySeconds?: number[];
            /** @description A `whsec_…` of your own, 24 to 64 bytes in base64; default: a new one. */
            secret?: string;
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description Standard Webhooks: `v1` is HMAC-SHA256, `v1a` Ed25519.
             * @default [
             *       "v1"
             *     ]
             */
            signs?: ("v1" | "v1a")[];
            /**
             * @example [
             *       "delete"
             *     ]
             */
            steps: ("create" | "update" | "delete" | "merge")[];
            /** @default 10 */
            timeoutSeconds?: number;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url: string;
        };
        NewKeyBody: {
            /** @description Where the sender calls. */
            hookUrl: string;
            /** @example hk_… */
            key: string;
        };
        NewKeyRequest: {
            /**
             * Format: date-time
             * @description When it stops working; absent or null: never.
             */
            expiresAt?: string | null;
            /** @example reports */
            name: string;
            /**
             * @description What it may do; docs/reference/roles.md is the table.
             * @enum {string}
             */
            role: "admin" | "operator" | "developer" | "viewer" | "ingest";
        };
        NewLinkBody: {
            /** @example con_… */
            connection: string;
            /**
             * @description The id of the record in the system.
             * @example 1234
             */
            externalId: string;
            /** @description Whether it is written to; of one connection only one may be, others are read from. Default: yes, if there is none. */
            primary?: boolean;
            /** @example rec_… */
            record: string;
        };
        NewMatchRuleBody: {
            /**
             * @description Whose numbers those without a country code are. null: nobody’s.
             * @example BE
             */
            country?: string | null;
            /**
             * @description The field that says it of each record. null: none.
             * @example country
             */
            countryField?: string | null;
            /** @default true */
            enabled?: boolean;
            /** @example Same e-mail */
            name: string;
            /** @description All of them have to be the same. */
            parts: components["schemas"]["MatchPartBody"][];
            /** @example CUSTOMER */
            type: string;
        };
        NewPortalLinkAnswer: {
            /** Format: date-time */
            createdAt: string;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            /** Format: date-time */
            expiresAt: string;
            filter: string | null;
            /** @example pl_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @enum {string} */
            payload: "full" | "thin";
            recordTypes: string[] | null;
            /** @example acme */
            subscriber: string;
            /**
             * @description The link itself, shown this once. What stands behind the # is a secret.
             * @example https://hooks.example.com/portal#hyp_…
             */
            url: string;
        };
        NewPortalLinkBody: {
            /**
             * @description What may be asked for through it: event types, `record.*` for all of a kind, `*` for all. Events tell of everything in the tenant that `recordTypes` and `filter` do not keep back.
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            /** @default 60 */
            expiresInMinutes?: number;
            /**
             * @description JSONata over the envelope: the filter of endpoints made through it. Null: everything.
             * @example data.record.data.owner = 'acme'
             */
            filter?: string | null;
            /**
             * @example live
             * @enum {string}
             */
            mode: "live" | "sandbox";
            /**
             * @default full
             * @enum {string}
             */
            payload?: "full" | "thin";
            /**
             * @description Endpoints made through it hear of these alone; events of no record are sent all the same.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description Whose endpoints it opens: your own name for them.
             * @example acme
             */
            subscriber: string;
        };
        NewReceiverBody: {
            /**
             * @description The connector's name.
             * @example acme
             */
            connector: string;
            /** @description Default: the newest. */
            connectorVersion?: string;
            name?: string;
            /**
             * @description By name: a text is a new value beside the present ones, which verify for a day more; a list `[{value, notAfter?}]` (ISO 8601, at most 5) replaces them; null removes them. Values never come back.
             * @example {
             *       "webhook": "whsec_…"
             *     }
             */
            secrets?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: the connector's own.
             * @example acme
             */
            urlPath?: string;
        };
        NewScheduleBody: {
            /**
             * @description Minute, hour, day of month, month, day of week, instead of `everySeconds`. What clocks leave out in spring comes at the first moment behind it; what comes twice in autumn counts once.
             * @example 30 2 * * *
             */
            cron?: string;
            /** @default 300 */
            everySeconds?: number;
            /**
             * @description What the very first poll brings: nothing, everything, or what changed since `since`.
             * @default skip
             * @enum {string}
             */
            firstRun?: "skip" | "backfill" | "since";
            /**
             * @description A poll asks again for what changed this long before the one before it began.
             * @default 60
             */
            overlapSeconds?: number;
            /** @default 100 */
            pageSize?: number;
            /** @description Paused, it is never due; resumed, it is due at once. */
            paused?: boolean;
            /**
             * @description A scope of the connection whose action is POLL.
             * @example order/poll
             */
            scope: string;
            /**
             * Format: date-time
             * @description Where firstRun is since.
             */
            since?: string;
            /**
             * @description The time zone the cron is read in.
             * @default UTC
             * @example Europe/Berlin
             */
            timeZone?: string;
        };
        NewScopeBody: {
            /** @enum {string} */
            action: "NONE" | "CREATED" | "UPDATED" | "DELETED" | "INITIALIZE" | "ALL" | "BULK" | "POLL" | "OTHER";
            /**
             * @description More waiting deletes of the type than this are held for a person; null: any number passes.
             * @default 25
             */
            brakeMost?: number | null;
            /**
             * @description The same as a share of the type's live links, in percent; it holds from five deletes on. Null: any share passes.
             * @default 5
             */
            brakePercent?: number | null;
            /**
             * @description What becomes of a child that cannot travel alone: a request of its parent at once (`parent`), or one behind a window for all that come in it (`coalesce`), or nothing (`ignore`). Only where the connector has a parent rule for the type.
             * @default parent
             * @enum {string}
             */
            childPolicy?: "parent" | "ignore" | "coalesce";
            /** @description From a parent's first child on; needed where `childPolicy` is `coalesce`, and only there. */
            childWindowSeconds?: number | null;
            description?: string;
            /**
             * @default TO
             * @enum {string}
             */
            direction?: "TO" | "FROM";
            /** @description Off: its events are recorded and nothing more. */
            enabled?: boolean;
            /**
             * @description What a delete does; only where the action is DELETED.
             * @enum {string}
             */
            guard?: "off" | "unlink" | "update" | "delete";
            /**
             * @description The system's event name; a hub scope has its own.
             * @example order/updated
             */
            name?: string;
            /** @description JSONata over the element: the record in it. */
            record?: string | null;
            /**
             * @description How long a delete waits for something that overtakes it; 0: it runs at once.
             * @default 60
             */
            settleSeconds?: number;
            /**
             * @description Where its record comes from.
             * @enum {string}
             */
            source?: "read" | "payload" | "payload-then-read";
            /** @example TRANSACTION */
            type: string;
            /** @description JSONata over the element: a number, time or etag. */
            version?: string | null;
        };
        NewTenantAnswer: {
            /** @example ten_… */
            id: string;
            /** @example hya_… */
            key: string;
            name: string;
        };
        NewTenantBody: {
            /** @example Acme */
            name: string;
            quotas?: components["schemas"]["QuotasBody"];
            retention?: components["schemas"]["RetentionBody"];
        };
        NewTranslationBody: {
            /**
             * @description For values without a row, where the mapping has no default of its own.
             * @example Elsewhere
             */
            default?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /**
             * @description What mappings name it by; it stays.
             * @example countries
             */
            name: string;
            /**
             * @description Values by value, at most 10000; null clears the target.
             * @example {
             *       "NO": "Norway",
             *       "SE": "Sweden"
             *     }
             */
            rows: {
                [key: string]: unknown;
            };
        };
        NewTriggerBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /** @default  */
            description?: string;
            /**
             * @description Disabled where nothing was delivered for this long; what happens meanwhile is kept.
             * @default 120
             */
            disableAfterHours?: number;
            /**
             * @description Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            /**
             * @description What is sent, by its name there: a dotted path in the record, or behind `$.` in the envelope; `$.link.externalId` is the id of the record in the system of `knownIn`. What is not there is left out. At most 100; replaced as a whole.
             * @default {}
             * @example {
             *       "email": "email",
             *       "city": "address.city",
             *       "profileid": "$.data.record.id"
             *     }
             */
            fields?: {
                [key: string]: string;
            };
            /**
             * @description JSONata over the envelope; what it calls true is sent. Null: everything.
             * @example data.record.data.country = 'NO'
             */
            filter?: string | null;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description Only records that are linked: to this connection, or with `*` to any. Others are skipped. Null: all.
             * @example con_…
             */
            knownIn?: string | null;
            /**
             * @default POST
             * @enum {string}
             */
            method?: "POST" | "GET";
            /**
             * @description It hears of this mode alone, and keeps it.
             * @example sandbox
             * @enum {string}
             */
            mode: "live" | "sandbox";
            /** @example Billing */
            name?: string;
            /** @description Calls a second, of all processes together; what was not used gives room for one second of it. Null: as fast as it answers. */
            ratePerSecond?: number | null;
            /**
             * @description Of these record types only; events of no record are sent all the same. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description A record that was called for is not called for again within this time: its events are skipped.
             * @default 0
             */
            restartSeconds?: number;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one the delivery has failed.
             * @default [
             *       5,
             *       300,
             *       1800,
             *       7200,
             *       18000,
             *       36000,
             *       50400,
             *       72000,
             *       86400
             *     ]
             */
            retrySeconds?: number[];
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description A JSON body, a form body, or the query of the address; of a GET always the query.
             * @default json
             * @enum {string}
             */
            sendAs?: "json" | "form" | "query";
            /**
             * @description Sent beside them, the same each time; at most 100, replaced as a whole. No place for secrets: secretHeaders is.
             * @default {}
             * @example {
             *       "automationid": "17"
             *     }
             */
            staticFields?: {
                [key: string]: string | number | boolean;
            };
            /** @default 15 */
            timeoutSeconds?: number;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url: string;
            /**
             * @description Between an event and its call. What happens to the record meanwhile goes with it: its newest state is sent, once.
             * @default 0
             */
            waitSeconds?: number;
        };
        OpenGapBody: {
            /**
             * Format: date-time
             * @description When it is reported, unless its numbers come by then.
             */
            dueAt: string;
            first: number;
            last: number;
            /**
             * Format: date-time
             * @description When the last delivery before it came.
             */
            since: string;
        };
        PassedOverBody: {
            name: string;
            /** @enum {string} */
            reason: "sync type" | "filter" | "another was first";
        };
        PlaygroundAnswerBody: {
            body: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example 200 */
            status: number;
        };
        PlaygroundAskBody: {
            /**
             * @description A connection; what is given beside it replaces its own.
             * @example con_…
             */
            connection?: string;
            /**
             * @description A connector, as a new connection of it would be.
             * @example shop
             */
            connector?: string;
            /**
             * @description Default: the newest.
             * @example 1.0.0
             */
            connectorVersion?: string;
            /** @description A connector in its data form, with its receiver, under edit. */
            data?: {
                [key: string]: unknown;
            };
            request: components["schemas"]["PlaygroundRequestBody"];
            /** @description Answers with a fixture that the connector's own tests play. */
            save?: components["schemas"]["SaveFixtureBody"];
            /** @description Values by name, for this one call. */
            secrets?: {
                [key: string]: string;
            };
            settings?: {
                [key: string]: unknown;
            };
            /**
             * @description `skip`: the request is believed whatever it is signed with.
             * @default check
             * @enum {string}
             */
            verify?: "check" | "skip";
        };
        PlaygroundBody: {
            answer: components["schemas"]["PlaygroundAnswerBody"];
            /** @description The body as it was read, before it was split. */
            decoded: ({
                [key: string]: unknown;
            } | unknown[] | string | number | boolean) | null;
            /** @description How many elements it has; the first 100 are shown. */
            elementCount: number | null;
            elements: components["schemas"]["PlaygroundElementBody"][];
            /** @description With `save`: the files to put into the connector's `fixtures/`. */
            fixture: components["schemas"]["PlaygroundFileBody"][] | null;
            proof: components["schemas"]["PlaygroundProofBody"];
            requests: components["schemas"]["PlaygroundRequestedBody"][];
            verdicts: components["schemas"]["PlaygroundVerdictBody"][];
        };
        PlaygroundElementBody: {
            /** @description Its place in the body, from 0. */
            element: number;
            fields: components["schemas"]["PlaygroundFieldBody"][];
            /** @description A value too long to be shown is cut text. */
            value: ({
                [key: string]: unknown;
            } | unknown[] | string | number | boolean) | null;
        };
        PlaygroundFieldBody: {
            /**
             * @description The rule it is read by, or `AuthToken`.
             * @example element.external-id
             */
            field: string;
            /** @description Why it failed. */
            problem?: {
                [key: string]: unknown;
            };
            /** @description What it retrieved before its expression. */
            retrieved?: ({
                [key: string]: unknown;
            } | unknown[] | string | number | boolean) | null;
            /** @description Absent where it failed or found nothing. */
            value?: ({
                [key: string]: unknown;
            } | unknown[] | string | number | boolean) | null;
        };
        PlaygroundFileBody: {
            content: string;
            /** @enum {string} */
            encoding: "utf8" | "base64";
            /** @example order-updated.fixture.json */
            name: string;
        };
        PlaygroundHandlerBody: {
            /** @description The child's scope, where it became its parent's. */
            childScope: string | null;
            /**
             * @description How it folds into an earlier open request.
             * @enum {string}
             */
            coalesce: "record" | "type" | "never";
            /** @description Mapping collections in their order: the first whose filter holds. */
            collections: string[];
            /** @enum {string|null} */
            guard: "off" | "unlink" | "update" | "delete" | null;
            /** @description The connector's `handlePrerequisite` is asked first. */
            prerequisite: boolean;
            /**
             * @description Where the record comes from.
             * @enum {string}
             */
            source: "read" | "payload" | "payload-then-read";
        };
        PlaygroundProofBody: {
            /** @description Why it is refused. */
            reason: string | null;
            /** @enum {string} */
            result: "verified" | "skipped" | "refused" | "handshake";
            /** @example hmac-sha256 */
            scheme: string | null;
            /** @description The secret that verified it. */
            secretId: string | null;
        };
        PlaygroundRequestBody: {
            /**
             * @description As text.
             * @example {"topic":"order/updated","id":"1001"}
             */
            body?: string;
            /** @description The bytes of the body, where they are no text. */
            bodyBase64?: string;
            /**
             * @example {
             *       "content-type": "application/json"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @default POST
             * @example POST
             */
            method?: string;
            /**
             * @description Behind the address's own path.
             * @example /orders?shop=7
             */
            path?: string;
            /**
             * Format: date-time
             * @description Timestamps of signatures are compared with it. Default: now.
             */
            receivedAt?: string;
        };
        PlaygroundRequestedBody: {
            /** @example UPDATED */
            action: string;
            element: number;
            /** @example 1001 */
            externalId: string;
            handler: components["schemas"]["PlaygroundHandlerBody"];
            heldFor: string | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @description The rules it passed, in order. */
            passed: string[];
            /** @example order/updated */
            scope: string;
            /** @enum {string} */
            state: "queued" | "held" | "held-aside";
            /** @example TRANSACTION */
            type: string;
        };
        PlaygroundVerdictBody: {
            element: number;
            externalId: string | null;
            facts: {
                [key: string]: unknown;
            };
            /** @example scope.enabled */
            rule: string;
            scope: string | null;
            type: string | null;
            /** @example disabled-scope */
            verdict: string;
        };
        PolicyFiguresBody: {
            /** @description Of the requests made: ended in one of the parent itself. */
            absorbed: number;
            /** @description Counted: calls of the requests made, and of those they brought about in other systems. */
            callsCost: number;
            /** @description Estimated: (ignored + folded + absorbed) × callsPerRequest. */
            callsSaved: number;
            /** @description Folded into a request that waited already. */
            folded: number;
            /** @description Children that came: made + folded + ignored. */
            hooks: number;
            ignored: number;
            /** @description Became a request of their parent. */
            made: number;
            /** @enum {string} */
            policy: "parent" | "ignore" | "coalesce";
        };
        PortalLinkBody: {
            /** Format: date-time */
            createdAt: string;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            /** Format: date-time */
            expiresAt: string;
            filter: string | null;
            /** @example pl_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @enum {string} */
            payload: "full" | "thin";
            recordTypes: string[] | null;
            /** @example acme */
            subscriber: string;
        };
        PreviewAskBody: {
            /**
             * @description The record's id in the connection's system: what is linked to it is what is compared with. TO the hub, without a record, the system is asked for it.
             * @example 1001
             */
            externalId?: string;
            /** @description As the source has it; it takes the place of the stored one, and of the one its system would be asked for. */
            record?: {
                [key: string]: unknown;
            };
            /**
             * @description The hub's record.
             * @example rec_…
             */
            recordId?: string;
        };
        PreviewBody: {
            /** @description The filter of the collection that is tried lets the record through. */
            accepted: boolean;
            after: {
                [key: string]: unknown;
            } | null;
            /** @description What the destination has, as far as known; null: nothing. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            change: "add" | "update" | "delete" | "delete-triggered-update";
            /** @description The collection a transfer would take; null: none. */
            chosen: components["schemas"]["ChosenBody"] | null;
            /** @description `[before, after]` of each field that would change; null where there is none. */
            difference: {
                [key: string]: unknown;
            };
            /** @description Why the mapping fails. */
            failure: components["schemas"]["PreviewFailureBody"] | null;
            /** @description The mapped fields alone; null where the mapping fails. */
            mapped: {
                [key: string]: unknown;
            } | null;
            /** @description The others of the type and direction, and why not. */
            others: components["schemas"]["PassedOverBody"][];
            /** @description Its error filter makes the record wait for a person. */
            rejected: boolean;
            /**
             * @description Where the record came from; system: it was read there, and nothing was written.
             * @enum {string}
             */
            source: "given" | "hub" | "system";
            /** @description Values without a row in their table. */
            untranslated: components["schemas"]["UntranslatedBody"][];
        };
        PreviewFailureBody: {
            fields: string[];
            message: string;
            /** @example Invalid */
            name: string;
        };
        ProblemBody: {
            /** @example VALIDATION_FAILED */
            code: string;
            /** @description Which thing, and what about it. */
            detail?: string;
            errors?: components["schemas"]["FieldError"][];
            /** @description What to do about it. */
            remedy: string;
            /** @description Of the host’s own faults the log tells more under it. */
            requestId?: string;
            status: number;
            title: string;
            type: string;
        };
        ProgressBody: {
            done: number;
            /** @description Ended with a verdict: nothing was to be done. */
            ended: number;
            /** @description Put aside for a person. */
            failed: number;
            /** @description False where there are more than one call counts; ask again. */
            isWhole: boolean;
            /** @description Queued, running or waiting. */
            open: number;
        };
        QueueHoldBody: {
            /**
             * @description Why: `rate-limited`, `budget`, `unavailable`, …
             * @example rate-limited
             */
            code: string | null;
            /**
             * Format: date-time
             * @description null: until somebody resumes it.
             */
            until: string | null;
        };
        QuotaBody: {
            limit: number | null;
            remaining: number;
            /** Format: date-time */
            resetAt: string | null;
        };
        QuotasBody: {
            /**
             * @description Connections. Beyond it none is made.
             * @example 20
             */
            connections?: number | null;
            /**
             * @description Hooks kept a day, UTC. Beyond it hooks are answered 503 with Retry-After.
             * @example 100000
             */
            hooksPerDay?: number | null;
            /**
             * @description Unfinished requests. Beyond it hooks are kept and wait, and nothing is started by hand.
             * @example 50000
             */
            openRequests?: number | null;
            /**
             * @description Bytes of everything it has. Beyond it hooks are answered 503 with Retry-After.
             * @example 10000000000
             */
            storedBytes?: number | null;
        };
        ReadyBody: {
            /** @enum {string} */
            status: "ready";
        };
        ReceiverBody: {
            connector: string;
            connectorVersion: string;
            /** Format: date-time */
            createdAt: string;
            /** @example rcv_… */
            id: string;
            name: string;
            /** @description Which values there are, by name; never the values. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            /** Format: date-time */
            updatedAt: string;
            /** @description Where senders call. */
            url: string;
            urlPath: string;
        };
        ReceiverChangeBody: {
            connectorVersion?: string;
            name?: string;
            /**
             * @description By name: a text is a new value beside the present ones, which verify for a day more; a list `[{value, notAfter?}]` (ISO 8601, at most 5) replaces them; null removes them. Values never come back.
             * @example {
             *       "webhook": "whsec_…"
             *     }
             */
            secrets?: {
                [key: string]: unknown;
            };
        };
        ReconcileAskBody: {
            /** @default 100 */
            pageSize?: number;
            /**
             * Format: date-time
             * @description Only what changed since. Without it the whole list, which alone can tell what is gone.
             */
            since?: string;
            /** @example PRODUCT */
            type: string;
        };
        ReconcileBody: {
            /**
             * @description gap: numbers of a sender did not come; it runs by itself.
             * @enum {string}
             */
            cause: "person" | "gap";
            /** @example con_… */
            connection: string;
            counts: components["schemas"]["ReconcileCountsBody"];
            /** Format: date-time */
            createdAt: string;
            /** @description A request for the record waited already, and does for it too. */
            folded: number;
            /** @example rcn_… */
            id: string;
            listed: number;
            pages: number;
            /** @description What became of those queued. */
            progress: components["schemas"]["ProgressBody"];
            queued: number;
            reasons: components["schemas"]["RefusalBody"][];
            refused: number;
            /** @description A few external ids of each kind. */
            samples: {
                [key: string]: string[];
            };
            /** Format: date-time */
            since: string | null;
            /**
             * @description planned: run it or cancel it within 7 days. done: all is queued; progress says what became of it.
             * @enum {string}
             */
            state: "listing" | "comparing" | "planned" | "running" | "done" | "cancelled" | "expired";
            /**
             * @description The transfer that lists; it says so where it failed.
             * @example req_…
             */
            transfer: string;
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description What somebody wanted of it. */
            wanted: components["schemas"]["ReconcileRunBody"] | null;
        };
        ReconcileCountsBody: {
            changed: number;
            /** @description Null where only a part of the list was asked for. */
            gone: number | null;
            missing: number;
            same: number;
            /** @description No version on both sides: nobody can say. */
            unknown: number;
        };
        ReconcileRunBody: {
            /**
             * @description Linked records whose version is another.
             * @default true
             */
            changed?: boolean;
            /**
             * @description Linked records the list did not name: deletes, which meet the delete guard of their scope.
             * @default false
             */
            gone?: boolean;
            /**
             * @description Records of the source that are not linked.
             * @default true
             */
            missing?: boolean;
            /**
             * @description Linked records without a version to compare: each is read, and ends no-change where it did not.
             * @default false
             */
            unknown?: boolean;
        };
        RecordBody: {
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            deletedAt: string | null;
            /**
             * Format: date-time
             * @description Since then it is a tombstone: its values are gone.
             */
            erasedAt: string | null;
            /** @example rec_… */
            id: string;
            /** @example mrg_… */
            mergedBy: string | null;
            /**
             * @description The record it is part of now.
             * @example rec_…
             */
            mergedInto: string | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example TRANSACTION */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        RecordChangeBody: {
            /** Format: date-time */
            at: string;
            /** @description `[old, new]` by field; none in a first version. */
            changed: {
                [key: string]: unknown;
            };
            connection: string | null;
            event: components["schemas"]["RecordEventBody"] | null;
            /** @description The tree of requests that made it; null: a person. */
            trackingId: string | null;
            version: number;
        };
        RecordDetailBody: {
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            deletedAt: string | null;
            /**
             * Format: date-time
             * @description Since then it is a tombstone: its values are gone.
             */
            erasedAt: string | null;
            /** @description Newest first; at most 100. */
            history: components["schemas"]["RecordChangeBody"][];
            /** @example rec_… */
            id: string;
            links: components["schemas"]["LinkBody"][];
            /** @example mrg_… */
            mergedBy: string | null;
            /**
             * @description The record it is part of now.
             * @example rec_…
             */
            mergedInto: string | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example TRANSACTION */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        RecordEventBody: {
            losers: string[];
            /** @example mrg_… */
            merge: string;
            /** @enum {string} */
            type: "record.merged" | "record.unmerged";
            /** @example rec_… */
            winner: string;
        };
        RecordTypeBody: {
            /** @description Who declares fields of it; nobody: it is open. */
            declaredBy: components["schemas"]["DeclarerBody"][];
            description: string;
            /** @description The fields that are declared. */
            fields: string[];
            /** @example TRANSACTION */
            name: string;
            /** @description On the wire of other platforms of the family. */
            number: number | null;
            /** @description No field is declared: whatever is mapped is taken. */
            open: boolean;
        };
        RecordTypeDeclarationBody: {
            /** @example A car in the fleet */
            description?: string;
            /**
             * @example {
             *       "mileage": {
             *         "kind": "number",
             *         "description": "Kilometres"
             *       }
             *     }
             */
            fields: {
                [key: string]: {
                    description?: string;
                    /** @description Of an object, or of the items. */
                    fields?: {
                        [key: string]: unknown;
                    };
                    /** @enum {string} */
                    kind: "text" | "number" | "boolean" | "date-time" | "object" | "list";
                };
            };
        };
        RecordTypeDetailBody: {
            /** @description Who declares fields of it; nobody: it is open. */
            declaredBy: components["schemas"]["DeclarerBody"][];
            description: string;
            /** @description The fields that are declared. */
            fields: string[];
            /** @example TRANSACTION */
            name: string;
            /** @description On the wire of other platforms of the family. */
            number: number | null;
            /** @description No field is declared: whatever is mapped is taken. */
            open: boolean;
            /** @description What the tenant declared itself, as it was given. */
            ownFields: {
                [key: string]: unknown;
            };
            /** @description JSON Schema (2020-12) of what a mapping into the hub is held against. */
            schema: {
                [key: string]: unknown;
            };
        };
        RecoverDeliveriesBody: {
            /**
             * @description The `next` of the call before.
             * @default 0
             */
            after?: number;
            /**
             * Format: date-time
             * @example 2026-03-01T09:30:00Z
             */
            since: string;
        };
        RecoveredBody: {
            /** @description Verified now, and kept as hooks with their time of receipt. */
            accepted: number;
            /** @description Verified now, but accepted in the meantime. */
            duplicates: number;
            /** @description Not kept whole: over 64 KiB, or never read. */
            incomplete: number;
            /** @description Still not genuine, or refused for another reason. */
            refused: number;
        };
        RecoveredDeliveriesBody: {
            /** @description Deliveries looked at. */
            looked: number;
            /** @description Where to go on; null: that was all. */
            next: number | null;
            /** @description Deliveries that are sent again. */
            sent: number;
        };
        RefusalBody: {
            count: number;
            /** @description The first five. */
            examples: string[];
            /**
             * @description A verdict; of lists of ids also malformed, too-long, too-many, unknown-record.
             * @example malformed
             */
            reason: string;
        };
        RefusedConnectorBody: {
            /**
             * @description Its folder.
             * @example acme
             */
            from: string;
            /** @description Each with what to do about it. */
            problems: string[];
        };
        RejectionBody: {
            /** Format: date-time */
            at: string;
            bodyBytes: number | null;
            /** @description Null at a receiver. */
            connection: string | null;
            /** @description Credentials as keyed hashes. */
            headers: {
                [key: string]: string;
            };
            method: string | null;
            path: string | null;
            /** @example signature-mismatch */
            reason: string;
            status: number | null;
        };
        ReleaseDecisionBody: {
            /**
             * @example proceed
             * @enum {string}
             */
            decision: "proceed" | "skip" | "reject" | "ask-again";
            /**
             * @description Kept with the decision.
             * @example agreed by phone
             */
            reason?: string;
        };
        RemovedEventsBody: {
            /** @example 3 */
            first: number;
            /** @example 17 */
            last: number;
        };
        ReplayAskBody: {
            /**
             * @description Called once by a form POST, `id=…`, when the work is over, whichever way; of a live connection https alone. See `GET /v1/callbacks`.
             * @example https://example.com/done
             */
            callbackUrl?: string;
            /**
             * @description Its elements; at a shared receiver only those of this connection.
             * @example con_…
             */
            connection?: string;
            /**
             * @description Applies payloads that are older than what was applied, and believes deletes without asking the source. The plan says how many; the audit says who.
             * @default false
             */
            force?: boolean;
            /**
             * Format: date-time
             * @description Received then or later.
             */
            from?: string;
            /**
             * @description One hook. Without it a connection.
             * @example hok_…
             */
            hook?: string;
            /** @default 20 */
            hooksPerSecond?: number;
            /**
             * @description The scope as it is read today.
             * @example order/updated
             */
            scope?: string;
            /**
             * @description Only elements whose request stands so: parked, cancelled …
             * @enum {string}
             */
            state?: "queued" | "waiting-children" | "awaiting-decision" | "waiting-retry" | "held" | "parked-block" | "parked" | "held-aside" | "done" | "ended" | "cancelled";
            /**
             * @description Takes elements, too, whose event had come before.
             * @default false
             */
            takeDuplicates?: boolean;
            /**
             * Format: date-time
             * @description Received before.
             */
            to?: string;
            /**
             * @description Only elements that came to this verdict the last time.
             * @enum {string}
             */
            verdict?: "queued" | "duplicate" | "undecodable" | "unknown-account" | "unknown-scope" | "disabled-scope" | "wrong-mode" | "converted" | "child-ignored" | "stale" | "echo" | "no-change" | "guarded" | "held" | "overtaken" | "folded" | "unresolved" | "no-mapping" | "filtered" | "error-filtered" | "no-link" | "nothing-to-delete" | "gone" | "ambiguous-match" | "skipped" | "rejected" | "superseded" | "loop-suspected" | "yielded";
        };
        ReplayBody: {
            /** @example con_… */
            connection: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When all of it will be over, as it goes now; null where nobody can tell.
             */
            endsAt: string | null;
            force: boolean;
            /** Format: date-time */
            from: string | null;
            /** @example hok_… */
            hook: string | null;
            /** @description Hooks it has run again. */
            hooks: number;
            hooksPerSecond: number;
            /** @example rpl_… */
            id: string;
            /** @description Stored hooks it has gone over. */
            looked: number;
            plan: components["schemas"]["ReplayPlanBody"];
            /** @description What became of those queued. */
            progress: components["schemas"]["ProgressBody"];
            queued: number;
            reasons: components["schemas"]["RefusalBody"][];
            refused: number;
            /** @description Of the requests that are meant. */
            requestState: string | null;
            scope: string | null;
            /**
             * @description planned: run it or cancel it within 7 days. done: all is queued; progress says what became of it.
             * @enum {string}
             */
            state: "planning" | "planned" | "running" | "paused" | "done" | "cancelled" | "expired";
            takeDuplicates: boolean;
            /** Format: date-time */
            to: string | null;
            /**
             * @description Of everything it queues.
             * @example trk_…
             */
            trackingId: string;
            /** Format: date-time */
            updatedAt: string;
            verdict: string | null;
        };
        ReplayCountBody: {
            action: string | null;
            count: number;
            scope: string | null;
            type: string | null;
            /**
             * @description `queued`, or the verdict that would end it.
             * @example queued
             */
            verdict: string;
        };
        ReplayPlanBody: {
            counts: components["schemas"]["ReplayCountBody"][];
            /** @description Of those queued: deletes. */
            deletes: number;
            /** @description Those of them with elements that are meant. */
            hooks: number;
            /** @description Stored hooks looked at. */
            looked: number;
            /** @description The first 20 elements. */
            samples: components["schemas"]["ReplaySampleBody"][];
            /** @description What to look at before it is run. */
            warnings: string[];
        };
        ReplaySampleBody: {
            action: string | null;
            /** @example con_… */
            connection: string | null;
            /**
             * @description What it would do in the hub, as its link is now; null where nothing is queued.
             * @enum {string|null}
             */
            effect: "create" | "update" | "delete" | "unlink" | "mark-deleted-at-source" | "nothing" | "list" | null;
            element: number;
            /** @example hok_… */
            hook: string;
            recordId: string | null;
            /** @description The rule that would end it. */
            rule: string | null;
            scope: string | null;
            type: string | null;
            /** @example queued */
            verdict: string;
        };
        ReportedGapBody: {
            /**
             * Format: date-time
             * @description Its numbers came after all.
             */
            filledAt: string | null;
            first: number;
            last: number;
            /** @description The reconciles that were started for it. */
            reconciles: string[];
            /** Format: date-time */
            reportedAt: string;
            /**
             * Format: date-time
             * @description When the last delivery before it came.
             */
            since: string;
        };
        ResyncAskBody: {
            /**
             * @description Called once by a form POST, `id=…`, when the work is over, whichever way; of a live connection https alone. See `GET /v1/callbacks`.
             * @example https://example.com/done
             */
            callbackUrl?: string;
            /**
             * @description Without it nothing is queued: the answer is the plan.
             * @default false
             */
            run?: boolean;
        };
        ResyncBody: {
            /** @description Links walked so far. */
            listed: number;
            /** @description Of them, those that were queued. */
            queued: number;
            /** @description Linked records when it began, up to 100,000. */
            records: number;
            /** Format: date-time */
            startedAt: string;
            /**
             * @description done: all are queued; some may still wait.
             * @enum {string}
             */
            state: "running" | "cancelled" | "done";
            /** Format: date-time */
            updatedAt: string;
            /** @description The collection's version when it began. */
            version: number;
        };
        ResyncOfferBody: {
            /** @description There are more than were counted. */
            isMore: boolean;
            /** @description Why nothing can be brought over; null: it can. */
            obstacle: string | null;
            /** @description Linked records of the type. */
            records: number;
        };
        ResyncPlanBody: {
            /** @description There are more than were counted. */
            isMore: boolean;
            /** @description Why nothing can be brought over; null: it can. */
            obstacle: string | null;
            /** @description Linked records of the type; filters may leave some to others. */
            records: number;
            /** @description Null: nothing was begun. */
            resync: components["schemas"]["ResyncBody"] | null;
            /** @description What some of them would become; only in the plan. */
            sample: components["schemas"]["ResyncSampleBody"][];
        };
        ResyncSampleBody: {
            externalId: string;
            preview: components["schemas"]["PreviewBody"] | null;
            /** @description Why there is no preview. */
            problem: string | null;
            /** @example rec_… */
            record: string;
        };
        RetentionBody: {
            /**
             * @description The audit.
             * @example 730
             */
            auditDays?: number | null;
            /**
             * @description The history of records.
             * @example 365
             */
            changeDays?: number | null;
            /**
             * @description Events, and what became of their deliveries.
             * @example 30
             */
            eventDays?: number | null;
            /**
             * @description Hooks, requests and verdicts, once all of it is over.
             * @example 60
             */
            historyDays?: number | null;
            /**
             * @description Bytes of bodies, as they were received: the newest that fit are kept, older ones go before their age once they are over.
             * @example 5000000000
             */
            payloadBytes?: number | null;
            /**
             * @description Bodies of hooks and what requests carried, once all of it is over.
             * @example 14
             */
            payloadDays?: number | null;
            /**
             * @description Refused requests.
             * @example 30
             */
            rejectionDays?: number | null;
        };
        RetryPolicyBody: {
            /** @example standard */
            name: string;
            /** @description Seconds before each further try, ±20 %; after the last the request is parked. */
            waits: number[];
        };
        RetryPolicyChoiceBody: {
            /**
             * @description `standard`, `field`, or a name of your own with `waits`.
             * @example field
             */
            name: string;
            /** @description Seconds before each further try; for an own policy only. */
            waits?: number[];
        };
        ReturnedFieldBody: {
            field: string;
            /** @example rec_… */
            record: string;
        };
        ReversedCollectionBody: {
            /**
             * @description Lists of child records, each with mappings of its own; at most three levels deep.
             * @example [
             *       {
             *         "target": "lines",
             *         "type": "TRANSACTION_LINE",
             *         "source": "line_items",
             *         "key": "id",
             *         "match": [
             *           "sku"
             *         ],
             *         "mappings": [
             *           {
             *             "kind": "field",
             *             "target": "id",
             *             "source": "id"
             *           },
             *           {
             *             "kind": "field",
             *             "target": "sku",
             *             "source": "sku"
             *           }
             *         ]
             *       }
             *     ]
             */
            children: {
                children?: {
                    [key: string]: unknown;
                }[];
                /** @description JSONata over the source child; false leaves it out. */
                filter?: string;
                /** @description The field of the mapped child that holds its id in the system. */
                key?: string;
                /** @description As of the collection; formulas also see `$Parent`. */
                mappings: {
                    [key: string]: unknown;
                }[];
                match?: string[];
                /** @description Children that are not named are left alone. */
                partial?: boolean;
                /** @description Children made from fields of the parent. */
                rows?: {
                    /** @description As of the collection; formulas also see `$Parent`. */
                    mappings: {
                        [key: string]: unknown;
                    }[];
                    name: string;
                    /** @description JSONata over the parent; false: there is none. */
                    when?: string;
                }[];
                /** @description Where the list lies in the source: a path, or JSONata. */
                source?: string;
                /** @description The field of the mapped record that holds the list. */
                target: string;
                /** @example TRANSACTION_LINE */
                type?: string;
            }[] | null;
            collision: string | null;
            conflict: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            conflictByField: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @example con_… */
            connection: string;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            enabled: boolean;
            errorFilter: string | null;
            filter: string | null;
            /** @example map_… */
            id: string;
            mappings: {
                [key: string]: unknown;
            }[];
            match: unknown[] | null;
            name: string;
            /** @description What it does not carry, or only in another form, and why. */
            notes: components["schemas"]["ReverseNoteBody"][];
            onMissing: string | null;
            order: number;
            /** @description What a re-sync would bring over again; only in the answer to a changed definition. */
            resync?: components["schemas"]["ResyncOfferBody"];
            /** @example ADD_AND_UPDATE */
            syncType: string;
            /** @example TRANSACTION */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Raised by every changed definition. */
            version: number;
            /** @description What is allowed and probably not meant; only where one collection is shown. */
            warnings?: components["schemas"]["CollectionWarningBody"][];
        };
        ReverseNoteBody: {
            /**
             * @description The place in the original.
             * @example mappings.3
             */
            field: string;
            /** @enum {string} */
            kind: "left-out" | "changed";
            message: string;
            /** @description What the mapping writes there. */
            target: string | null;
        };
        RollbackBody: {
            /** @description Its definition becomes a new version. */
            version: number;
        };
        RotatedHandlerSecretAnswer: {
            concurrency: number;
            condition: string | null;
            connections: string[] | null;
            /** Format: date-time */
            createdAt: string;
            description: string;
            headers: {
                [key: string]: string;
            };
            /** @example hdl_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            onFailure: components["schemas"]["FailurePoliciesBody"];
            /** @enum {string} */
            position: "before" | "instead";
            priority: number;
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            shown: components["schemas"]["ShownSecretBody"];
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            steps: ("create" | "update" | "delete" | "merge")[];
            timeoutSeconds: number;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        RotatedSecretAnswer: {
            concurrency: number;
            /** Format: date-time */
            createdAt: string;
            description: string;
            disableAfterHours: number;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            filter: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example ep_… */
            id: string;
            imports: string[] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            /** @enum {string} */
            order: "none" | "record" | "strict";
            /** @enum {string} */
            payload: "full" | "thin";
            /** @description What `v1a` is verified with, newest first. */
            publicKeys: string[];
            ratePerSecond: number | null;
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            shown: components["schemas"]["ShownSecretBody"];
            signs: ("v1" | "v1a")[];
            /** @enum {string} */
            state: "unverified" | "active" | "disabled";
            /**
             * @description Whose it is.
             * @example acme
             */
            subscriber: string | null;
            timeoutSeconds: number;
            transform: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
        };
        RotateKeyRequest: {
            /**
             * @description How long the present key still works.
             * @default 86400
             */
            overlapSeconds?: number;
        };
        RotateSecretBody: {
            /** @description Default: a new one. */
            secret?: string;
            /**
             * @default v1
             * @enum {string}
             */
            signature?: "v1" | "v1a";
        };
        RotationBody: {
            /** @description Values still sealed under other keys than the first. */
            left: number;
            /** @description Values that the process has sealed anew since it was asked last. */
            resealed: number;
            /**
             * @description `interrupted`: values of older keys are left and the process that answers works on none; ask again.
             * @enum {string}
             */
            state: "running" | "interrupted" | "done";
            /**
             * @description Connections and receivers with a secret that does not open: enter those again.
             * @example [
             *       "con_… webhook"
             *     ]
             */
            unreadable: string[];
        };
        SaveFixtureBody: {
            /** @example order-updated */
            name: string;
        };
        ScheduleBody: {
            /** Format: date-time */
            createdAt: string;
            /** @example 30 2 * * * */
            cron: string | null;
            /** @description With a cron: the distance of its next two times. */
            everySeconds: number;
            /** @enum {string} */
            firstRun: "skip" | "backfill" | "since";
            /** @example sch_… */
            id: string;
            /** Format: date-time */
            lastAt: string | null;
            /**
             * @description What the gate said to the last occurrence: `queued`, or why it made no request.
             * @example queued
             */
            lastVerdict: string | null;
            /**
             * Format: date-time
             * @description Null while it is paused.
             */
            nextAt: string | null;
            overlapSeconds: number;
            pageSize: number;
            paused: boolean;
            /** @example order/poll */
            scope: string;
            /** Format: date-time */
            since: string | null;
            /** @example Europe/Berlin */
            timeZone: string | null;
            /** @example TRANSACTION */
            type: string;
            /** @description The next five; none while it is paused. */
            upcoming: string[];
            /** Format: date-time */
            updatedAt: string;
        };
        ScheduleChangeBody: {
            /**
             * @description Minute, hour, day of month, month, day of week, instead of `everySeconds`. What clocks leave out in spring comes at the first moment behind it; what comes twice in autumn counts once.
             * @example 30 2 * * *
             */
            cron?: string;
            /** @default 300 */
            everySeconds?: number;
            /**
             * @description What the very first poll brings: nothing, everything, or what changed since `since`.
             * @default skip
             * @enum {string}
             */
            firstRun?: "skip" | "backfill" | "since";
            /**
             * @description A poll asks again for what changed this long before the one before it began.
             * @default 60
             */
            overlapSeconds?: number;
            /** @default 100 */
            pageSize?: number;
            /** @description Paused, it is never due; resumed, it is due at once. */
            paused?: boolean;
            /**
             * Format: date-time
             * @description Where firstRun is since.
             */
            since?: string;
            /**
             * @description The time zone the cron is read in.
             * @default UTC
             * @example Europe/Berlin
             */
            timeZone?: string;
        };
        ScopeBody: {
            /** @example UPDATED */
            action: string;
            /** @description More waiting deletes are held for a person. */
            brakeMost: number | null;
            /** @description The same in percent of the type's live links. */
            brakePercent: number | null;
            /**
             * @description What becomes of children that cannot travel alone.
             * @enum {string}
             */
            childPolicy: "parent" | "ignore" | "coalesce";
            /** @description How long a parent's request waits for more of them; null unless the policy is `coalesce`. */
            childWindowSeconds: number | null;
            /** Format: date-time */
            createdAt: string;
            description: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            enabled: boolean;
            /** @enum {string} */
            guard: "off" | "unlink" | "update" | "delete";
            /** @example scp_… */
            id: string;
            /** @example order/updated */
            name: string;
            /**
             * @description Who made it.
             * @enum {string}
             */
            origin: "connector" | "host" | "operator";
            record: string | null;
            /** @description How long a delete waits; 0: it runs at once. */
            settleSeconds: number;
            /** @enum {string} */
            source: "read" | "payload" | "payload-then-read";
            /** @example TRANSACTION */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            version: string | null;
            /** @description What whoever lets deletes through should know. */
            warnings: string[];
        };
        ScopeChangeBody: {
            /**
             * @description Only of a scope an operator added.
             * @enum {string}
             */
            action?: "NONE" | "CREATED" | "UPDATED" | "DELETED" | "INITIALIZE" | "ALL" | "BULK" | "POLL" | "OTHER";
            /**
             * @description More waiting deletes of the type than this are held for a person; null: any number passes.
             * @default 25
             */
            brakeMost?: number | null;
            /**
             * @description The same as a share of the type's live links, in percent; it holds from five deletes on. Null: any share passes.
             * @default 5
             */
            brakePercent?: number | null;
            /**
             * @description What becomes of a child that cannot travel alone: a request of its parent at once (`parent`), or one behind a window for all that come in it (`coalesce`), or nothing (`ignore`). Only where the connector has a parent rule for the type.
             * @default parent
             * @enum {string}
             */
            childPolicy?: "parent" | "ignore" | "coalesce";
            /** @description From a parent's first child on; needed where `childPolicy` is `coalesce`, and only there. */
            childWindowSeconds?: number | null;
            description?: string;
            /** @description Off: its events are recorded and nothing more. */
            enabled?: boolean;
            /**
             * @description What a delete does; only where the action is DELETED.
             * @enum {string}
             */
            guard?: "off" | "unlink" | "update" | "delete";
            /** @description JSONata over the element: the record in it. */
            record?: string | null;
            /**
             * @description How long a delete waits for something that overtakes it; 0: it runs at once.
             * @default 60
             */
            settleSeconds?: number;
            /**
             * @description Where its record comes from.
             * @enum {string}
             */
            source?: "read" | "payload" | "payload-then-read";
            /**
             * @description Only of a scope an operator added.
             * @example TRANSACTION
             */
            type?: string;
            /** @description JSONata over the element: a number, time or etag. */
            version?: string | null;
        };
        SecretBody: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** Format: date-time */
            notAfter: string | null;
        };
        SequenceBody: {
            /** @description The highest; null where none came yet. */
            high: number | null;
            open: components["schemas"]["OpenGapBody"][];
            /** @description The last twenty. */
            reported: components["schemas"]["ReportedGapBody"][];
            /** Format: date-time */
            seenAt: string | null;
        };
        SharedBody: {
            fields: string[];
            /** @example email */
            form: string;
            /**
             * @description What they share, masked.
             * @example a…@example.com
             */
            value: string;
        };
        ShownSecretBody: {
            /**
             * @description What the subscriber verifies with.
             * @example whpk_…
             */
            publicKey?: string;
            /**
             * @description Shown this once.
             * @example whsec_…
             */
            secret: string;
            /** @enum {string} */
            signature: "v1" | "v1a";
        };
        SurvivorRulesBody: {
            /**
             * @description By field: one of those rules, `{"connection": "con_…"}` for what that system holds, or `{"value": …}` by hand.
             * @example {
             *       "email": "newest",
             *       "phone": {
             *         "connection": "con_…"
             *       },
             *       "note": {
             *         "value": "Two accounts until May"
             *       }
             *     }
             */
            fields?: {
                [key: string]: unknown;
            };
            /**
             * @description For fields without a rule of their own: the winner's · of the record that changed it last · the longest · the first that is not empty, the winner's before the others'.
             * @default filled
             * @enum {string}
             */
            otherwise?: "winner" | "newest" | "longest" | "filled";
        };
        SyncBody: {
            /** @example con_… */
            connection: string;
            /** Format: date-time */
            createdAt: string;
            debug: boolean;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /** @description A request for the record waited already, and does for it too. */
            folded: number;
            /** @example syn_… */
            id: string;
            /** @description The caller’s own name for it: Idempotency-Key. */
            key: string | null;
            /** @description Why it broke off. */
            problem: string | null;
            /** @description What became of those queued. */
            progress: components["schemas"]["ProgressBody"];
            queued: number;
            reasons: components["schemas"]["RefusalBody"][];
            /** @description Ids that came in: the sum of the next three. */
            received: number;
            refused: number;
            /**
             * @description broken: the body ended early. What was queued stays; the same call with its key goes on behind it.
             * @enum {string}
             */
            state: "receiving" | "received" | "broken";
            /**
             * @description All its requests are one tree.
             * @example trk_…
             */
            trackingId: string;
            type: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TenantBody: {
            /** Format: date-time */
            createdAt: string;
            /** @example ten_… */
            id: string;
            name: string;
            /** @description Null: not bounded. */
            quotas: components["schemas"]["TenantQuotas"];
            /** @description Null: as the host keeps it. */
            retention: components["schemas"]["TenantRetentionBody"];
            /**
             * @description `suspended`: hooks are kept and wait, nothing runs, its keys change nothing. `deleting`: it takes nothing any more.
             * @enum {string}
             */
            state: "active" | "suspended" | "deleting";
        };
        TenantDeletionBody: {
            /** Format: date-time */
            begunAt: string;
            /**
             * @description The key that asked for it.
             * @example key_…
             */
            by: string;
            /**
             * Format: date-time
             * @description Null while something is left.
             */
            doneAt: string | null;
            /** @example ten_… */
            id: string;
            /**
             * @description Rows that went, by table.
             * @example {
             *       "hook": 1200,
             *       "record": 350
             *     }
             */
            rows: {
                [key: string]: number;
            };
            /** @enum {string} */
            state: "deleting" | "deleted";
        };
        TenantPatchBody: {
            /** @example Acme */
            name?: string;
            quotas?: components["schemas"]["QuotasBody"];
            retention?: components["schemas"]["RetentionBody"];
        };
        TenantQuotas: {
            /** @example 20 */
            connections: number | null;
            /** @example 100000 */
            hooksPerDay: number | null;
            /** @example 50000 */
            openRequests: number | null;
            /** @example 10000000000 */
            storedBytes: number | null;
        };
        TenantRetentionBody: {
            /** @example 730 */
            auditDays: number | null;
            /** @example 365 */
            changeDays: number | null;
            /** @example 30 */
            eventDays: number | null;
            /** @example 60 */
            historyDays: number | null;
            /** @example 5000000000 */
            payloadBytes: number | null;
            /** @example 14 */
            payloadDays: number | null;
            /** @example 30 */
            rejectionDays: number | null;
        };
        TenantUsageBody: {
            connections: components["schemas"]["UsageFigureBody"];
            /** @description Kept today, UTC. */
            hooksPerDay: components["schemas"]["UsageFigureBody"];
            /** @description Counted to 100,000. */
            openRequests: components["schemas"]["UsageFigureBody"];
            /** @description As measured then, and the bodies of hooks that were kept since. */
            storedBytes: components["schemas"]["UsageFigureBody"];
        };
        TestEndpointBody: {
            /**
             * @description Which event; its example is sent.
             * @default endpoint.test
             * @example record.updated
             */
            type?: string;
        };
        TestHandlerBody: {
            /**
             * @description What comes, or is there, in the form of the hub.
             * @example {
             *       "name": "Ann"
             *     }
             */
            record?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: its first.
             * @example CUSTOMER
             */
            recordType?: string;
            /**
             * @description Default: its first.
             * @enum {string}
             */
            step?: "create" | "update" | "delete" | "merge";
        };
        TestTriggerBody: {
            /**
             * @description The record to call for; default: an example.
             * @example rec_…
             */
            record?: string;
            /**
             * @description False: the request is shown, and nobody is called.
             * @default true
             */
            send?: boolean;
            /**
             * @description As if this had happened; default: the first event it hears of.
             * @example record.updated
             */
            type?: string;
        };
        TouchedBody: {
            /** @enum {string} */
            effect: "none" | "unlink" | "update" | "delete";
            /** @description Of the records looked at. */
            records: number;
            /** @description At most five. */
            samples: components["schemas"]["ExampleBody"][];
            /**
             * @description `hub`, or a connection.
             * @example con_…
             */
            system: string;
        };
        TransferBody: {
            action: string;
            /** @description Attempts used. */
            attempts: number;
            /** @description Why it waits, is held or parked; how it ended. */
            code: string | null;
            /** @example con_… */
            connection: string;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /**
             * Format: date-time
             * @description When it runs next, while it waits.
             */
            dueAt: string | null;
            element: number;
            /** Format: date-time */
            endedAt: string | null;
            /** @example hok_… */
            hook: string | null;
            /** @example req_… */
            id: string;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example req_… */
            parent: string | null;
            /** @description TO: the external id. FROM: the record (`rec_…`). */
            recordId: string;
            /** @description A replay of stored hooks brought it about. */
            replayed: boolean;
            scope: string;
            /** @example done */
            state: string;
            /**
             * @description The same for all requests of a tree.
             * @example trk_…
             */
            trackingId: string;
            type: string;
        };
        TransferDetailBody: {
            action: string;
            /** @description Attempts used. */
            attempts: number;
            /** @description Why it waits, is held or parked; how it ended. */
            code: string | null;
            /** @example con_… */
            connection: string;
            /** Format: date-time */
            createdAt: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /**
             * Format: date-time
             * @description When it runs next, while it waits.
             */
            dueAt: string | null;
            element: number;
            /** Format: date-time */
            endedAt: string | null;
            /** @description Failed turns, and post actions. */
            failures: components["schemas"]["AttemptBody"][];
            /** @example hok_… */
            hook: string | null;
            /** @example req_… */
            id: string;
            /** @description The versions it was made with; the next one takes those that are present then. */
            madeWith: components["schemas"]["MadeWithBody"] | null;
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example req_… */
            parent: string | null;
            /** @description What it brought, where its scope takes the record from the hook; null where it does not. */
            payload: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @description TO: the external id. FROM: the record (`rec_…`). */
            recordId: string;
            /** @description A replay of stored hooks brought it about. */
            replayed: boolean;
            /** @description What its turns left. */
            result: Record<string, never> | null;
            scope: string;
            /** @example done */
            state: string;
            /**
             * @description Of the OpenTelemetry trace it is told in, where traces are switched on; null where the beginning of its tree is gone.
             * @example 4bf92f3577b34da6a3ce929d0e0e4736
             */
            traceId: string | null;
            /**
             * @description The same for all requests of a tree.
             * @example trk_…
             */
            trackingId: string;
            /** @description The rules it passed. */
            trail: {
                [key: string]: unknown;
            }[];
            /** @description All requests of its tree, oldest first; at most 200. */
            tree: components["schemas"]["TransferBody"][];
            type: string;
        };
        TransferFilterBody: {
            /**
             * @description The code, or the part of it before its colon.
             * @example bad-config
             */
            code?: string;
            /** @example con_… */
            connection?: string;
            /** @description The `next` of the call before. */
            cursor?: string;
            /** @enum {string} */
            direction?: "TO" | "FROM";
            /** @description Counts, and changes nothing. */
            dryRun?: boolean;
            /** @default 200 */
            limit?: number;
            /** @example order/updated */
            scope?: string;
            /**
             * @description Default: `held` for release, `parked` for retry; to park or cancel, say which.
             * @enum {string}
             */
            state?: "queued" | "waiting-children" | "awaiting-decision" | "waiting-retry" | "held" | "parked-block" | "parked" | "held-aside" | "done" | "ended" | "cancelled";
            /** @example PRODUCT */
            type?: string;
        };
        TranslationBody: {
            /** Format: date-time */
            createdAt: string;
            /** @description Absent: there is none. */
            default?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @example trl_… */
            id: string;
            /** @example countries */
            name: string;
            rows: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            updatedAt: string;
        };
        TranslationCoverageBody: {
            name: string;
            /** @description How many rows there are. */
            rows: number;
            /** @description Latest first. */
            values: components["schemas"]["MissingInTranslationBody"][];
        };
        TranslationDetailBody: {
            /** Format: date-time */
            createdAt: string;
            /** @description Absent: there is none. */
            default?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @example trl_… */
            id: string;
            /** @example countries */
            name: string;
            rows: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            updatedAt: string;
            /**
             * @description Mapping collections that name it.
             * @example [
             *       "map_…"
             *     ]
             */
            usedBy: string[];
        };
        TranslationTableBody: {
            /**
             * @description For values without a row, where the mapping has no default of its own.
             * @example Elsewhere
             */
            default?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /**
             * @description Values by value, at most 10000; null clears the target.
             * @example {
             *       "NO": "Norway",
             *       "SE": "Sweden"
             *     }
             */
            rows: {
                [key: string]: unknown;
            };
        };
        TriedTriggerBody: {
            /** @description Null: it was not sent. */
            answer: components["schemas"]["TriggerAnswerBody"] | null;
            /** @description Whether its condition holds; null: it fails. */
            holds: boolean | null;
            /** @description Whether the record is known where it has to be; null: nothing is asked of it. */
            isKnown: boolean | null;
            /** @description Why its condition cannot be asked. */
            problem: string | null;
            request: components["schemas"]["TriggerRequestBody"];
        };
        TriggerAnswerBody: {
            failure: string | null;
            message: string | null;
            /** @enum {string} */
            outcome: "delivered" | "gone" | "failed" | "aborted";
            status: number | null;
            /** @description At most 2,048 characters, without secrets. */
            text: string | null;
            tookMs: number;
        };
        TriggerBody: {
            concurrency: number;
            /** Format: date-time */
            createdAt: string;
            description: string;
            disableAfterHours: number;
            /**
             * @example [
             *       "record.*"
             *     ]
             */
            events: string[];
            fields: {
                [key: string]: string;
            };
            filter: string | null;
            headers: {
                [key: string]: string;
            };
            /** @example trg_… */
            id: string;
            /** @example con_… */
            knownIn: string | null;
            /** @enum {string} */
            method: "POST" | "GET";
            /** @enum {string} */
            mode: "live" | "sandbox";
            /** @example Billing */
            name: string;
            ratePerSecond: number | null;
            /** @description Why it is not active. */
            reason: string | null;
            recordTypes: string[] | null;
            restartSeconds: number;
            retrySeconds: number[];
            /** @description By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value. */
            secrets: {
                [key: string]: components["schemas"]["SecretBody"][];
            };
            /** @enum {string} */
            sendAs: "json" | "form" | "query";
            /** @enum {string} */
            state: "active" | "disabled";
            staticFields: {
                [key: string]: string | number | boolean;
            };
            timeoutSeconds: number;
            /** Format: date-time */
            updatedAt: string;
            /** @example https://example.com/hooks */
            url: string;
            waitSeconds: number;
        };
        TriggerChangeBody: {
            /**
             * @description Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.
             * @default 10
             */
            concurrency?: number;
            /** @default  */
            description?: string;
            /**
             * @description Disabled where nothing was delivered for this long; what happens meanwhile is kept.
             * @default 120
             */
            disableAfterHours?: number;
            /**
             * @description Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.
             * @example [
             *       "record.*"
             *     ]
             */
            events?: string[];
            /**
             * @description What is sent, by its name there: a dotted path in the record, or behind `$.` in the envelope; `$.link.externalId` is the id of the record in the system of `knownIn`. What is not there is left out. At most 100; replaced as a whole.
             * @default {}
             * @example {
             *       "email": "email",
             *       "city": "address.city",
             *       "profileid": "$.data.record.id"
             *     }
             */
            fields?: {
                [key: string]: string;
            };
            /**
             * @description JSONata over the envelope; what it calls true is sent. Null: everything.
             * @example data.record.data.country = 'NO'
             */
            filter?: string | null;
            /**
             * @description Sent with every call, at most 20; replaced as a whole.
             * @example {
             *       "x-source": "hookyard"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description Only records that are linked: to this connection, or with `*` to any. Others are skipped. Null: all.
             * @example con_…
             */
            knownIn?: string | null;
            /**
             * @default POST
             * @enum {string}
             */
            method?: "POST" | "GET";
            /** @example Billing */
            name?: string;
            /** @description Calls a second, of all processes together; what was not used gives room for one second of it. Null: as fast as it answers. */
            ratePerSecond?: number | null;
            /**
             * @description Of these record types only; events of no record are sent all the same. Null: of all.
             * @example [
             *       "CUSTOMER"
             *     ]
             */
            recordTypes?: string[] | null;
            /**
             * @description A record that was called for is not called for again within this time: its events are skipped.
             * @default 0
             */
            restartSeconds?: number;
            /**
             * @description Waits between tries in seconds, each ±20 %; behind the last one the delivery has failed.
             * @default [
             *       5,
             *       300,
             *       1800,
             *       7200,
             *       18000,
             *       36000,
             *       50400,
             *       72000,
             *       86400
             *     ]
             */
            retrySeconds?: number[];
            /**
             * @description Headers whose values are kept as secrets and never shown; null takes one away.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            secretHeaders?: {
                [key: string]: string | null;
            };
            /**
             * @description A JSON body, a form body, or the query of the address; of a GET always the query.
             * @default json
             * @enum {string}
             */
            sendAs?: "json" | "form" | "query";
            /**
             * @description Sent beside them, the same each time; at most 100, replaced as a whole. No place for secrets: secretHeaders is.
             * @default {}
             * @example {
             *       "automationid": "17"
             *     }
             */
            staticFields?: {
                [key: string]: string | number | boolean;
            };
            /** @default 15 */
            timeoutSeconds?: number;
            /**
             * @description Of a live one https alone.
             * @example https://example.com/hooks
             */
            url?: string;
            /**
             * @description Between an event and its call. What happens to the record meanwhile goes with it: its newest state is sent, once.
             * @default 0
             */
            waitSeconds?: number;
        };
        TriggerRequestBody: {
            /** @description At most 16,384 characters of it. */
            body: string | null;
            /** @description Values of secret headers are masked. */
            headers: {
                [key: string]: string;
            };
            /** @description The body is longer than what is shown. */
            isCut: boolean;
            /** @enum {string} */
            method: "POST" | "GET";
            /** @example https://example.com/start?email=ann%40example.com */
            url: string;
        };
        TurnBody: {
            /** Format: date-time */
            at: string;
            /** @description How it ended, its outbound calls with what was sent and answered, what was mapped. Without secrets. */
            detail: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Until then it is kept.
             */
            expiresAt: string;
        };
        UndoneBody: {
            /** @description Changes after the merge that stay with the winner. */
            kept: components["schemas"]["KeptFieldBody"][];
            /** @description Links that ended after the merge. */
            lostLinks: components["schemas"]["LostLinkBody"][];
            /** @description Changes of systems that went back with their record. */
            returned: components["schemas"]["ReturnedFieldBody"][];
        };
        UnknownScopeBody: {
            /** @description Among the newest 5,000 verdicts of each address. */
            count: number;
            /**
             * @description The newest hook.
             * @example hok_…
             */
            hook: string | null;
            /** Format: date-time */
            lastAt: string;
            /** @example order/archived */
            name: string;
        };
        UntranslatedBody: {
            source: string;
            /** @description Null: the rows stand in the mapping. */
            table: string | null;
            target: string;
            value: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
        };
        UsageFigureBody: {
            /**
             * Format: date-time
             * @description Null: not counted yet.
             */
            measuredAt: string | null;
            /**
             * @description Null: not bounded.
             * @example 100000
             */
            quota: number | null;
            /** @example 1250 */
            used: number;
        };
        VerdictBody: {
            /** Format: date-time */
            at: string;
            configVersion: number;
            /** @example con_… */
            connection: string | null;
            /** @description The element's place in its body, from 0. */
            element: number;
            /** @description What the rule looked at. */
            facts: {
                [key: string]: unknown;
            };
            /** @example hok_… */
            hook: string | null;
            recordId: string | null;
            /**
             * @description The rule that spoke; docs/reference/verdicts.md lists them.
             * @example scope.enabled
             */
            rule: string;
            scope: string | null;
            type: string | null;
            /** @example disabled-scope */
            verdict: string;
        };
        VerificationBody: {
            /** @example hmac */
            kind: string;
            /** @description Why its hooks prove nothing, where they do not. */
            reason?: string;
            /**
             * @description Where the proof lies and how it is made: by it, whoever has the secret can sign a hook.
             * @example {
             *       "kind": "hmac",
             *       "header": "x-signature"
             *     }
             */
            scheme: {
                [key: string]: unknown;
            };
        };
        WindowBody: {
            /** @example con_… */
            connection: string;
            /** @enum {string} */
            direction: "TO" | "FROM";
            /** @description Held by the brake, for a person. */
            held: number;
            /**
             * Format: date-time
             * @description When the brake tripped.
             */
            heldAt: string | null;
            /**
             * @description Why it did.
             * @example more than 25
             */
            heldBecause: string | null;
            /**
             * Format: date-time
             * @description When the next one runs.
             */
            nextDueAt: string | null;
            /** @description Wait for their settle time. */
            settling: number;
            /** @example PRODUCT */
            type: string;
        };
        WindowsBody: {
            /** @description Of all windows that were asked for. */
            held: number;
            items: components["schemas"]["WindowBody"][];
            /** @description The cursor of the next page; null on the last. */
            next: string | null;
            /** @description Of all windows that were asked for. */
            settling: number;
        };
    };
    responses: {
        /** @description `VALIDATION_FAILED`: The body or query has invalid values. `URL_MALFORMED`: The URL holds an invalid escape. */
        Problem400_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/VALIDATION_FAILED",
                 *       "title": "The body or query has invalid values",
                 *       "status": 400,
                 *       "code": "VALIDATION_FAILED",
                 *       "remedy": "Correct the fields listed under errors.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "VALIDATION_FAILED" | "URL_MALFORMED";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /** @description `VALIDATION_FAILED`: The body or query has invalid values. `URL_MALFORMED`: The URL holds an invalid escape. `CURSOR_MISMATCH`: The cursor belongs to another list, order or filter. */
        Problem400_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/VALIDATION_FAILED",
                 *       "title": "The body or query has invalid values",
                 *       "status": 400,
                 *       "code": "VALIDATION_FAILED",
                 *       "remedy": "Correct the fields listed under errors.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "VALIDATION_FAILED" | "URL_MALFORMED" | "CURSOR_MISMATCH";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /** @description `VALIDATION_FAILED`: The body or query has invalid values. `URL_MALFORMED`: The URL holds an invalid escape. `BAD_REQUEST`: The request is malformed. `JSON_INVALID`: The text is not valid JSON. `JSON_TOO_DEEP`: The JSON is nested deeper than 200 levels. `PRECONDITION_UNSUPPORTED`: This operation compares nothing with that condition. `IDEMPOTENCY_KEY_INVALID`: The Idempotency-Key is not 1 to 255 printable ASCII characters. */
        Problem400_3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/VALIDATION_FAILED",
                 *       "title": "The body or query has invalid values",
                 *       "status": 400,
                 *       "code": "VALIDATION_FAILED",
                 *       "remedy": "Correct the fields listed under errors.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "VALIDATION_FAILED" | "URL_MALFORMED" | "BAD_REQUEST" | "JSON_INVALID" | "JSON_TOO_DEEP" | "PRECONDITION_UNSUPPORTED" | "IDEMPOTENCY_KEY_INVALID";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /** @description `VALIDATION_FAILED`: The body or query has invalid values. `URL_MALFORMED`: The URL holds an invalid escape. `BAD_REQUEST`: The request is malformed. `JSON_INVALID`: The text is not valid JSON. `JSON_TOO_DEEP`: The JSON is nested deeper than 200 levels. `PRECONDITION_UNSUPPORTED`: This operation compares nothing with that condition. */
        Problem400_4: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/VALIDATION_FAILED",
                 *       "title": "The body or query has invalid values",
                 *       "status": 400,
                 *       "code": "VALIDATION_FAILED",
                 *       "remedy": "Correct the fields listed under errors.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "VALIDATION_FAILED" | "URL_MALFORMED" | "BAD_REQUEST" | "JSON_INVALID" | "JSON_TOO_DEEP" | "PRECONDITION_UNSUPPORTED";
                    /** @constant */
                    status?: 400;
                };
            };
        };
        /** @description `UNAUTHENTICATED`: No valid API key. */
        Problem401_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/UNAUTHENTICATED",
                 *       "title": "No valid API key",
                 *       "status": 401,
                 *       "code": "UNAUTHENTICATED",
                 *       "remedy": "Send `Authorization: Bearer <key>`; the first key is printed once at the first start.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "UNAUTHENTICATED";
                    /** @constant */
                    status?: 401;
                };
            };
        };
        /** @description `FORBIDDEN`: The API key may not do this. */
        Problem403_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/FORBIDDEN",
                 *       "title": "The API key may not do this",
                 *       "status": 403,
                 *       "code": "FORBIDDEN",
                 *       "remedy": "Use a key with the role the detail names.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "FORBIDDEN";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /** @description `FORBIDDEN`: The API key may not do this. `TENANT_SUSPENDED`: The tenant is suspended: what it has can be read, and nothing changed. */
        Problem403_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/FORBIDDEN",
                 *       "title": "The API key may not do this",
                 *       "status": 403,
                 *       "code": "FORBIDDEN",
                 *       "remedy": "Use a key with the role the detail names.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "FORBIDDEN" | "TENANT_SUSPENDED";
                    /** @constant */
                    status?: 403;
                };
            };
        };
        /** @description `NOT_FOUND`: There is nothing at this address. */
        Problem404_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/NOT_FOUND",
                 *       "title": "There is nothing at this address",
                 *       "status": 404,
                 *       "code": "NOT_FOUND",
                 *       "remedy": "Check the path; /openapi.json lists the operations.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "NOT_FOUND";
                    /** @constant */
                    status?: 404;
                };
            };
        };
        /** @description `NOT_FOUND`: There is nothing at this address. `CONNECTOR_UNKNOWN`: No connector has this name. */
        Problem404_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/NOT_FOUND",
                 *       "title": "There is nothing at this address",
                 *       "status": 404,
                 *       "code": "NOT_FOUND",
                 *       "remedy": "Check the path; /openapi.json lists the operations.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "NOT_FOUND" | "CONNECTOR_UNKNOWN";
                    /** @constant */
                    status?: 404;
                };
            };
        };
        /** @description `NOT_A_STREAM`: This address answers with an endless stream of events. */
        Problem406_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/NOT_A_STREAM",
                 *       "title": "This address answers with an endless stream of events",
                 *       "status": 406,
                 *       "code": "NOT_A_STREAM",
                 *       "remedy": "Ask for it with the header `Accept: text/event-stream`, as an EventSource does.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "NOT_A_STREAM";
                    /** @constant */
                    status?: 406;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `CONNECTOR_EXISTS`: A connector of this name and version exists. */
        Problem409_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "CONNECTOR_EXISTS";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. */
        Problem409_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `CHANGED_MEANWHILE`: It was changed while this was decided. */
        Problem409_3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "CHANGED_MEANWHILE";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `CHANGED_MEANWHILE`: It was changed while this was decided. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. */
        Problem409_4: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "CHANGED_MEANWHILE" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `CHANGED_MEANWHILE`: It was changed while this was decided. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `TENANT_QUOTA_REACHED`: The tenant has as much of this as its quota allows. */
        Problem409_5: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "CHANGED_MEANWHILE" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "TENANT_QUOTA_REACHED";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `TENANT_QUOTA_REACHED`: The tenant has as much of this as its quota allows. */
        Problem409_6: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "TENANT_QUOTA_REACHED";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. */
        Problem409_7: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `MERGE_REFUSED`: These records cannot become one. `MERGE_UNDECIDED`: The handler of this merge has not decided. */
        Problem409_8: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "MERGE_REFUSED" | "MERGE_UNDECIDED";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `MERGE_REFUSED`: These records cannot become one. */
        Problem409_9: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "MERGE_REFUSED";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `CONFLICT`: It is in conflict with what is there. `CHANGED_MEANWHILE`: It was changed while this was decided. `IDEMPOTENCY_IN_PROGRESS`: The call with this Idempotency-Key is still running. `IDEMPOTENCY_OUTCOME_UNKNOWN`: The call with this Idempotency-Key broke off, and whether it was done is not known. `IDEMPOTENCY_ANSWER_NOT_KEPT`: The call with this Idempotency-Key was done, but its answer was too large to keep. `UNDO_REFUSED`: This merge cannot be undone now. */
        Problem409_10: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/CONFLICT",
                 *       "title": "It is in conflict with what is there",
                 *       "status": 409,
                 *       "code": "CONFLICT",
                 *       "remedy": "Read the present state and decide again.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "CONFLICT" | "CHANGED_MEANWHILE" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_OUTCOME_UNKNOWN" | "IDEMPOTENCY_ANSWER_NOT_KEPT" | "UNDO_REFUSED";
                    /** @constant */
                    status?: 409;
                };
            };
        };
        /** @description `PRECONDITION_FAILED`: It is no longer what the caller read. */
        Problem412_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/PRECONDITION_FAILED",
                 *       "title": "It is no longer what the caller read",
                 *       "status": 412,
                 *       "code": "PRECONDITION_FAILED",
                 *       "remedy": "Read it again, carry the change over to what is there now, and send it with the new ETag in If-Match.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "PRECONDITION_FAILED";
                    /** @constant */
                    status?: 412;
                };
            };
        };
        /** @description `BODY_TOO_LARGE`: The body is larger than this address takes. */
        Problem413_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/BODY_TOO_LARGE",
                 *       "title": "The body is larger than this address takes",
                 *       "status": 413,
                 *       "code": "BODY_TOO_LARGE",
                 *       "remedy": "Send smaller batches, or raise the limit of the receiver.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "BODY_TOO_LARGE";
                    /** @constant */
                    status?: 413;
                };
            };
        };
        /** @description `MEDIA_TYPE_UNSUPPORTED`: The content type is not one this address takes. */
        Problem415_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/MEDIA_TYPE_UNSUPPORTED",
                 *       "title": "The content type is not one this address takes",
                 *       "status": 415,
                 *       "code": "MEDIA_TYPE_UNSUPPORTED",
                 *       "remedy": "Send application/json.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "MEDIA_TYPE_UNSUPPORTED";
                    /** @constant */
                    status?: 415;
                };
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used for another call. `CONNECTOR_INVALID`: The connector is not valid. `EXPRESSION_INVALID`: The expression does not parse. */
        Problem422_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/IDEMPOTENCY_KEY_REUSED",
                 *       "title": "This Idempotency-Key was used for another call",
                 *       "status": 422,
                 *       "code": "IDEMPOTENCY_KEY_REUSED",
                 *       "remedy": "Make a new key for each call; repeat a call with its own path, body and API key.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "IDEMPOTENCY_KEY_REUSED" | "CONNECTOR_INVALID" | "EXPRESSION_INVALID";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used for another call. */
        Problem422_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/IDEMPOTENCY_KEY_REUSED",
                 *       "title": "This Idempotency-Key was used for another call",
                 *       "status": 422,
                 *       "code": "IDEMPOTENCY_KEY_REUSED",
                 *       "remedy": "Make a new key for each call; repeat a call with its own path, body and API key.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "IDEMPOTENCY_KEY_REUSED";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used for another call. `EXPRESSION_FAILED`: The expression failed. `EXPRESSION_TIMEOUT`: The expression ran longer than it may. `EXPRESSION_TOO_LARGE`: The expression used more memory or made more output than it may. */
        Problem422_3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/IDEMPOTENCY_KEY_REUSED",
                 *       "title": "This Idempotency-Key was used for another call",
                 *       "status": 422,
                 *       "code": "IDEMPOTENCY_KEY_REUSED",
                 *       "remedy": "Make a new key for each call; repeat a call with its own path, body and API key.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "IDEMPOTENCY_KEY_REUSED" | "EXPRESSION_FAILED" | "EXPRESSION_TIMEOUT" | "EXPRESSION_TOO_LARGE";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used for another call. `CONNECTOR_INVALID`: The connector is not valid. */
        Problem422_4: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/IDEMPOTENCY_KEY_REUSED",
                 *       "title": "This Idempotency-Key was used for another call",
                 *       "status": 422,
                 *       "code": "IDEMPOTENCY_KEY_REUSED",
                 *       "remedy": "Make a new key for each call; repeat a call with its own path, body and API key.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "IDEMPOTENCY_KEY_REUSED" | "CONNECTOR_INVALID";
                    /** @constant */
                    status?: 422;
                };
            };
        };
        /** @description `API_RATE_LIMITED`: This key calls faster than a key may. */
        Problem429_1: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/API_RATE_LIMITED",
                 *       "title": "This key calls faster than a key may",
                 *       "status": 429,
                 *       "code": "API_RATE_LIMITED",
                 *       "remedy": "Slow down and repeat after the time in Retry-After; every answer says in RateLimit what is left.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "API_RATE_LIMITED";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `API_RATE_LIMITED`: This key calls faster than a key may. `IDEMPOTENCY_KEYS_TOO_MANY`: More Idempotency-Keys were used within a day than are kept. */
        Problem429_2: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/API_RATE_LIMITED",
                 *       "title": "This key calls faster than a key may",
                 *       "status": 429,
                 *       "code": "API_RATE_LIMITED",
                 *       "remedy": "Slow down and repeat after the time in Retry-After; every answer says in RateLimit what is left.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "API_RATE_LIMITED" | "IDEMPOTENCY_KEYS_TOO_MANY";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `API_RATE_LIMITED`: This key calls faster than a key may. `IDEMPOTENCY_KEYS_TOO_MANY`: More Idempotency-Keys were used within a day than are kept. `RATE_LIMITED`: More requests than this connection takes. */
        Problem429_3: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/API_RATE_LIMITED",
                 *       "title": "This key calls faster than a key may",
                 *       "status": 429,
                 *       "code": "API_RATE_LIMITED",
                 *       "remedy": "Slow down and repeat after the time in Retry-After; every answer says in RateLimit what is left.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "API_RATE_LIMITED" | "IDEMPOTENCY_KEYS_TOO_MANY" | "RATE_LIMITED";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `API_RATE_LIMITED`: This key calls faster than a key may. `TOO_MANY_STREAMS`: As many streams are open as this key, or this process, may have. */
        Problem429_4: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/API_RATE_LIMITED",
                 *       "title": "This key calls faster than a key may",
                 *       "status": 429,
                 *       "code": "API_RATE_LIMITED",
                 *       "remedy": "Slow down and repeat after the time in Retry-After; every answer says in RateLimit what is left.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "API_RATE_LIMITED" | "TOO_MANY_STREAMS";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `API_RATE_LIMITED`: This key calls faster than a key may. `TOO_MANY_EXPORTS`: As many exports run as this process lets run. */
        Problem429_5: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/API_RATE_LIMITED",
                 *       "title": "This key calls faster than a key may",
                 *       "status": 429,
                 *       "code": "API_RATE_LIMITED",
                 *       "remedy": "Slow down and repeat after the time in Retry-After; every answer says in RateLimit what is left.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "API_RATE_LIMITED" | "TOO_MANY_EXPORTS";
                    /** @constant */
                    status?: 429;
                };
            };
        };
        /** @description `INTERNAL`: Something failed inside the host. */
        Problem500_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/INTERNAL",
                 *       "title": "Something failed inside the host",
                 *       "status": 500,
                 *       "code": "INTERNAL",
                 *       "remedy": "Report it with the request id; the log has the details.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "INTERNAL";
                    /** @constant */
                    status?: 500;
                };
            };
        };
        /** @description `RECORD_UNREADABLE`: The system did not give the record. */
        Problem502_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/RECORD_UNREADABLE",
                 *       "title": "The system did not give the record",
                 *       "status": 502,
                 *       "code": "RECORD_UNREADABLE",
                 *       "remedy": "The detail says why; look at the connection, or give the record in the request.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "RECORD_UNREADABLE";
                    /** @constant */
                    status?: 502;
                };
            };
        };
        /** @description `STORE_UNAVAILABLE`: The request cannot be kept right now. `STARTING`: The host is starting. */
        Problem503_1: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/STORE_UNAVAILABLE",
                 *       "title": "The request cannot be kept right now",
                 *       "status": 503,
                 *       "code": "STORE_UNAVAILABLE",
                 *       "remedy": "Repeat after the time in Retry-After; the operator should look at free disk and the database.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "STORE_UNAVAILABLE" | "STARTING";
                    /** @constant */
                    status?: 503;
                };
            };
        };
        /** @description `STORE_UNAVAILABLE`: The request cannot be kept right now. `STARTING`: The host is starting. `COMMIT_UNKNOWN`: The database connection was lost while committing. */
        Problem503_2: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/STORE_UNAVAILABLE",
                 *       "title": "The request cannot be kept right now",
                 *       "status": 503,
                 *       "code": "STORE_UNAVAILABLE",
                 *       "remedy": "Repeat after the time in Retry-After; the operator should look at free disk and the database.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "STORE_UNAVAILABLE" | "STARTING" | "COMMIT_UNKNOWN";
                    /** @constant */
                    status?: 503;
                };
            };
        };
        /** @description `STORE_UNAVAILABLE`: The request cannot be kept right now. `STARTING`: The host is starting. `COMMIT_UNKNOWN`: The database connection was lost while committing. `EXPRESSION_UNAVAILABLE`: No worker is free to run the expression. */
        Problem503_3: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hookyard.dev/errors/STORE_UNAVAILABLE",
                 *       "title": "The request cannot be kept right now",
                 *       "status": 503,
                 *       "code": "STORE_UNAVAILABLE",
                 *       "remedy": "Repeat after the time in Retry-After; the operator should look at free disk and the database.",
                 *       "requestId": "req-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemBody"] & {
                    /** @enum {unknown} */
                    code?: "STORE_UNAVAILABLE" | "STARTING" | "COMMIT_UNKNOWN" | "EXPRESSION_UNAVAILABLE";
                    /** @constant */
                    status?: 503;
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "health.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["LiveBody"];
                };
            };
            400: components["responses"]["Problem400_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "health.metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example hookyard_hooks_total 7 */
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["ReadyBody"];
                };
            };
            400: components["responses"]["Problem400_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                /** @description Or only what stands before the dot. */
                action?: string;
                /** @description The API key, or `host`. */
                actor?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Done then or later. */
                from?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                /** @description The id of what was changed. */
                subject?: string;
                /** @description Done before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "aud_…",
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "actor": "key_…",
                     *           "action": "connection.change",
                     *           "subject": "con_…",
                     *           "before": {
                     *             "name": "Shop"
                     *           },
                     *           "after": {
                     *             "name": "Our shop"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditLineBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "audit.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aud_…",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "actor": "key_…",
                     *       "action": "connection.change",
                     *       "subject": "con_…",
                     *       "before": {
                     *         "name": "Shop"
                     *       },
                     *       "after": {
                     *         "name": "Our shop"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AuditLineBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "callbacks.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sequence": 1,
                     *           "event": "evt_…",
                     *           "type": "record.updated",
                     *           "record": "rec_…",
                     *           "state": "waiting",
                     *           "reason": "text",
                     *           "attempts": 1,
                     *           "nextAt": "2026-03-01T09:30:00.000Z",
                     *           "answer": {
                     *             "status": 200,
                     *             "tookMs": 1,
                     *             "text": "text"
                     *           },
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "work": "rpl_…",
                     *           "url": "https://example.com/done"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CallbackBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "callbacks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sequence": 1,
                     *       "event": "evt_…",
                     *       "type": "record.updated",
                     *       "record": "rec_…",
                     *       "state": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "answer": {
                     *         "status": 200,
                     *         "tookMs": 1,
                     *         "text": "text"
                     *       },
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "tries": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "http-503",
                     *           "message": "text",
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "work": "rpl_…",
                     *       "url": "https://example.com/done"
                     *     }
                     */
                    "application/json": components["schemas"]["CallbackDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "callbacks.resend": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.list": {
        parameters: {
            query?: {
                /** @description The account of the system, as it is set. */
                account?: string;
                connector?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                state?: "active" | "paused" | "failing" | "needs_authorization" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "con_…",
                     *           "name": "text",
                     *           "connector": "text",
                     *           "connectorVersion": "text",
                     *           "mode": "live",
                     *           "state": "active",
                     *           "account": "text",
                     *           "settings": {},
                     *           "ratePerSecond": 1,
                     *           "retryPolicy": {
                     *             "name": "standard",
                     *             "waits": [
                     *               1
                     *             ]
                     *           },
                     *           "limits": {
                     *             "TO": {},
                     *             "FROM": {}
                     *           },
                     *           "secrets": {},
                     *           "keys": [
                     *             {
                     *               "hint": "text",
                     *               "createdAt": "2026-03-01T09:30:00.000Z",
                     *               "notAfter": "2026-03-01T09:30:00.000Z"
                     *             }
                     *           ],
                     *           "warnings": [
                     *             "text"
                     *           ],
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ConnectionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "connections.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connector": "acme",
                 *       "connectorVersion": "text",
                 *       "name": "Acme, Ghent",
                 *       "mode": "live",
                 *       "account": "text",
                 *       "settings": {},
                 *       "secrets": {
                 *         "webhook": "whsec_…"
                 *       },
                 *       "ratePerSecond": 0,
                 *       "retryPolicy": {
                 *         "name": "field",
                 *         "waits": [
                 *           1
                 *         ]
                 *       },
                 *       "limits": {
                 *         "FROM": {
                 *           "calls": 40,
                 *           "perSeconds": 20,
                 *           "concurrency": 4
                 *         }
                 *       },
                 *       "defaults": true
                 *     }
                 */
                "application/json": components["schemas"]["NewConnectionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "mode": "live",
                     *       "state": "active",
                     *       "account": "text",
                     *       "settings": {},
                     *       "ratePerSecond": 1,
                     *       "retryPolicy": {
                     *         "name": "standard",
                     *         "waits": [
                     *           1
                     *         ]
                     *       },
                     *       "limits": {
                     *         "TO": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "FROM": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "keys": [
                     *         {
                     *           "hint": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "notAfter": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "key": "hk_…",
                     *       "hookUrl": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewConnectionAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "mode": "live",
                     *       "state": "active",
                     *       "account": "text",
                     *       "settings": {},
                     *       "ratePerSecond": 1,
                     *       "retryPolicy": {
                     *         "name": "standard",
                     *         "waits": [
                     *           1
                     *         ]
                     *       },
                     *       "limits": {
                     *         "TO": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "FROM": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "keys": [
                     *         {
                     *           "hint": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "notAfter": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectionBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "connections.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "account": "text",
                 *       "settings": {},
                 *       "secrets": {
                 *         "webhook": "whsec_…"
                 *       },
                 *       "ratePerSecond": 0,
                 *       "retryPolicy": {
                 *         "name": "field",
                 *         "waits": [
                 *           1
                 *         ]
                 *       },
                 *       "limits": {
                 *         "FROM": {
                 *           "calls": 40,
                 *           "perSeconds": 20,
                 *           "concurrency": 4
                 *         }
                 *       },
                 *       "connectorVersion": "text"
                 *     }
                 */
                "application/json": components["schemas"]["ConnectionChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "mode": "live",
                     *       "state": "active",
                     *       "account": "text",
                     *       "settings": {},
                     *       "ratePerSecond": 1,
                     *       "retryPolicy": {
                     *         "name": "standard",
                     *         "waits": [
                     *           1
                     *         ]
                     *       },
                     *       "limits": {
                     *         "TO": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "FROM": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "keys": [
                     *         {
                     *           "hint": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "notAfter": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectionBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "budgets.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "direction": "TO",
                     *         "limit": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "calls": 1,
                     *         "places": 1,
                     *         "quota": {
                     *           "limit": 1,
                     *           "remaining": 1,
                     *           "resetAt": "2026-03-01T09:30:00.000Z"
                     *         },
                     *         "estimates": {
                     *           "TRANSACTION UPDATED": 2.4
                     *         },
                     *         "hold": {
                     *           "code": "rate-limited",
                     *           "until": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BudgetBody"][];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "initialize.start": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "PRODUCT",
                 *       "pageSize": 100,
                 *       "callbackUrl": "https://example.com/done"
                 *     }
                 */
                "application/json": components["schemas"]["InitializeAskBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "PRODUCT",
                     *       "state": "running",
                     *       "transfer": "req_…",
                     *       "startedAt": "2026-03-01T09:30:00.000Z",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "queued": 1,
                     *       "total": 1,
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InitializeBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_6"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "initialize.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /**
                 * @description The type of the records.
                 * @example TRANSACTION
                 */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "PRODUCT",
                     *       "state": "running",
                     *       "transfer": "req_…",
                     *       "startedAt": "2026-03-01T09:30:00.000Z",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "queued": 1,
                     *       "total": 1,
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InitializeBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "initialize.decide": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description What becomes of it.
                 * @example pause
                 */
                decision: "pause" | "resume" | "cancel";
                /** @example text */
                id: string;
                /**
                 * @description The type of the records.
                 * @example TRANSACTION
                 */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "PRODUCT",
                     *       "state": "running",
                     *       "transfer": "req_…",
                     *       "startedAt": "2026-03-01T09:30:00.000Z",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "queued": 1,
                     *       "total": 1,
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InitializeBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.pause": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "mode": "live",
                     *       "state": "active",
                     *       "account": "text",
                     *       "settings": {},
                     *       "ratePerSecond": 1,
                     *       "retryPolicy": {
                     *         "name": "standard",
                     *         "waits": [
                     *           1
                     *         ]
                     *       },
                     *       "limits": {
                     *         "TO": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "FROM": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "keys": [
                     *         {
                     *           "hint": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "notAfter": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "reconcile.start": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "PRODUCT",
                 *       "since": "2026-03-01T09:30:00.000Z",
                 *       "pageSize": 100
                 *     }
                 */
                "application/json": components["schemas"]["ReconcileAskBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcn_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "cause": "person",
                     *       "state": "listing",
                     *       "transfer": "req_…",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "counts": {
                     *         "missing": 1,
                     *         "changed": 1,
                     *         "unknown": 1,
                     *         "same": 1,
                     *         "gone": 1
                     *       },
                     *       "samples": {},
                     *       "wanted": {
                     *         "missing": true,
                     *         "changed": true,
                     *         "unknown": false,
                     *         "gone": false
                     *       },
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReconcileBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_6"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "reconcile.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                state?: "listing" | "comparing" | "planned" | "running" | "done" | "cancelled" | "expired";
                type?: string;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "rcn_…",
                     *           "connection": "con_…",
                     *           "type": "text",
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "cause": "person",
                     *           "state": "listing",
                     *           "transfer": "req_…",
                     *           "pages": 1,
                     *           "listed": 1,
                     *           "counts": {
                     *             "missing": 1,
                     *             "changed": 1,
                     *             "unknown": 1,
                     *             "same": 1,
                     *             "gone": 1
                     *           },
                     *           "samples": {},
                     *           "wanted": {
                     *             "missing": true,
                     *             "changed": true,
                     *             "unknown": false,
                     *             "gone": false
                     *           },
                     *           "queued": 1,
                     *           "folded": 1,
                     *           "refused": 1,
                     *           "reasons": [
                     *             {
                     *               "reason": "malformed",
                     *               "count": 1,
                     *               "examples": []
                     *             }
                     *           ],
                     *           "progress": {
                     *             "done": 1,
                     *             "ended": 1,
                     *             "failed": 1,
                     *             "open": 1,
                     *             "isWhole": true
                     *           },
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ReconcileBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "reconcile.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                reconcileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcn_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "cause": "person",
                     *       "state": "listing",
                     *       "transfer": "req_…",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "counts": {
                     *         "missing": 1,
                     *         "changed": 1,
                     *         "unknown": 1,
                     *         "same": 1,
                     *         "gone": 1
                     *       },
                     *       "samples": {},
                     *       "wanted": {
                     *         "missing": true,
                     *         "changed": true,
                     *         "unknown": false,
                     *         "gone": false
                     *       },
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReconcileBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "reconcile.cancel": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                reconcileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcn_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "cause": "person",
                     *       "state": "listing",
                     *       "transfer": "req_…",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "counts": {
                     *         "missing": 1,
                     *         "changed": 1,
                     *         "unknown": 1,
                     *         "same": 1,
                     *         "gone": 1
                     *       },
                     *       "samples": {},
                     *       "wanted": {
                     *         "missing": true,
                     *         "changed": true,
                     *         "unknown": false,
                     *         "gone": false
                     *       },
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReconcileBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "reconcile.run": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                reconcileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "missing": true,
                 *       "changed": true,
                 *       "unknown": false,
                 *       "gone": false
                 *     }
                 */
                "application/json": components["schemas"]["ReconcileRunBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcn_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "cause": "person",
                     *       "state": "listing",
                     *       "transfer": "req_…",
                     *       "pages": 1,
                     *       "listed": 1,
                     *       "counts": {
                     *         "missing": 1,
                     *         "changed": 1,
                     *         "unknown": 1,
                     *         "same": 1,
                     *         "gone": 1
                     *       },
                     *       "samples": {},
                     *       "wanted": {
                     *         "missing": true,
                     *         "changed": true,
                     *         "unknown": false,
                     *         "gone": false
                     *       },
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReconcileBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_6"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "rejectionRecovery.ofConnection": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "duplicates": 1,
                     *       "refused": 1,
                     *       "incomplete": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveredBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.resume": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "con_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "mode": "live",
                     *       "state": "active",
                     *       "account": "text",
                     *       "settings": {},
                     *       "ratePerSecond": 1,
                     *       "retryPolicy": {
                     *         "name": "standard",
                     *         "waits": [
                     *           1
                     *         ]
                     *       },
                     *       "limits": {
                     *         "TO": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         },
                     *         "FROM": {
                     *           "calls": 1,
                     *           "perSeconds": 1,
                     *           "concurrency": 1
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "keys": [
                     *         {
                     *           "hint": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "notAfter": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connections.rotateKey": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "hk_…",
                     *       "hookUrl": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewKeyBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "schedules.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                paused?: boolean;
                /** @description The order of the list. */
                sort?: "name" | "oldest" | "newest";
                type?: string;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "sch_…",
                     *           "scope": "order/poll",
                     *           "type": "TRANSACTION",
                     *           "everySeconds": 1,
                     *           "cron": "30 2 * * *",
                     *           "timeZone": "Europe/Berlin",
                     *           "overlapSeconds": 1,
                     *           "pageSize": 1,
                     *           "firstRun": "skip",
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "paused": true,
                     *           "nextAt": "2026-03-01T09:30:00.000Z",
                     *           "upcoming": [
                     *             "2026-03-01T09:30:00.000Z"
                     *           ],
                     *           "lastAt": "2026-03-01T09:30:00.000Z",
                     *           "lastVerdict": "queued",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScheduleBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "schedules.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "everySeconds": 300,
                 *       "cron": "30 2 * * *",
                 *       "timeZone": "Europe/Berlin",
                 *       "overlapSeconds": 60,
                 *       "pageSize": 100,
                 *       "firstRun": "skip",
                 *       "since": "2026-03-01T09:30:00.000Z",
                 *       "paused": true,
                 *       "scope": "order/poll"
                 *     }
                 */
                "application/json": components["schemas"]["NewScheduleBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sch_…",
                     *       "scope": "order/poll",
                     *       "type": "TRANSACTION",
                     *       "everySeconds": 1,
                     *       "cron": "30 2 * * *",
                     *       "timeZone": "Europe/Berlin",
                     *       "overlapSeconds": 1,
                     *       "pageSize": 1,
                     *       "firstRun": "skip",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "paused": true,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "upcoming": [
                     *         "2026-03-01T09:30:00.000Z"
                     *       ],
                     *       "lastAt": "2026-03-01T09:30:00.000Z",
                     *       "lastVerdict": "queued",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "schedules.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sch_…",
                     *       "scope": "order/poll",
                     *       "type": "TRANSACTION",
                     *       "everySeconds": 1,
                     *       "cron": "30 2 * * *",
                     *       "timeZone": "Europe/Berlin",
                     *       "overlapSeconds": 1,
                     *       "pageSize": 1,
                     *       "firstRun": "skip",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "paused": true,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "upcoming": [
                     *         "2026-03-01T09:30:00.000Z"
                     *       ],
                     *       "lastAt": "2026-03-01T09:30:00.000Z",
                     *       "lastVerdict": "queued",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "schedules.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "schedules.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "everySeconds": 300,
                 *       "cron": "30 2 * * *",
                 *       "timeZone": "Europe/Berlin",
                 *       "overlapSeconds": 60,
                 *       "pageSize": 100,
                 *       "firstRun": "skip",
                 *       "since": "2026-03-01T09:30:00.000Z",
                 *       "paused": true
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sch_…",
                     *       "scope": "order/poll",
                     *       "type": "TRANSACTION",
                     *       "everySeconds": 1,
                     *       "cron": "30 2 * * *",
                     *       "timeZone": "Europe/Berlin",
                     *       "overlapSeconds": 1,
                     *       "pageSize": 1,
                     *       "firstRun": "skip",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "paused": true,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "upcoming": [
                     *         "2026-03-01T09:30:00.000Z"
                     *       ],
                     *       "lastAt": "2026-03-01T09:30:00.000Z",
                     *       "lastVerdict": "queued",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "schedules.run": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sch_…",
                     *       "scope": "order/poll",
                     *       "type": "TRANSACTION",
                     *       "everySeconds": 1,
                     *       "cron": "30 2 * * *",
                     *       "timeZone": "Europe/Berlin",
                     *       "overlapSeconds": 1,
                     *       "pageSize": 1,
                     *       "firstRun": "skip",
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "paused": true,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "upcoming": [
                     *         "2026-03-01T09:30:00.000Z"
                     *       ],
                     *       "lastAt": "2026-03-01T09:30:00.000Z",
                     *       "lastVerdict": "queued",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_5"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "scopes.list": {
        parameters: {
            query?: {
                action?: "NONE" | "CREATED" | "UPDATED" | "DELETED" | "INITIALIZE" | "ALL" | "BULK" | "POLL" | "OTHER";
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                direction?: "TO" | "FROM";
                enabled?: boolean;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                type?: string;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "scp_…",
                     *           "direction": "TO",
                     *           "name": "order/updated",
                     *           "type": "TRANSACTION",
                     *           "action": "UPDATED",
                     *           "description": "text",
                     *           "enabled": true,
                     *           "source": "read",
                     *           "record": "text",
                     *           "version": "text",
                     *           "guard": "off",
                     *           "settleSeconds": 1,
                     *           "brakeMost": 1,
                     *           "brakePercent": 1,
                     *           "childPolicy": "parent",
                     *           "childWindowSeconds": 1,
                     *           "warnings": [
                     *             "text"
                     *           ],
                     *           "origin": "connector",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScopeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "scopes.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "text",
                 *       "enabled": true,
                 *       "source": "read",
                 *       "record": "text",
                 *       "version": "text",
                 *       "guard": "off",
                 *       "settleSeconds": 60,
                 *       "brakeMost": 25,
                 *       "brakePercent": 5,
                 *       "childPolicy": "parent",
                 *       "childWindowSeconds": 1,
                 *       "direction": "TO",
                 *       "name": "order/updated",
                 *       "type": "TRANSACTION",
                 *       "action": "NONE"
                 *     }
                 */
                "application/json": components["schemas"]["NewScopeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scp_…",
                     *       "direction": "TO",
                     *       "name": "order/updated",
                     *       "type": "TRANSACTION",
                     *       "action": "UPDATED",
                     *       "description": "text",
                     *       "enabled": true,
                     *       "source": "read",
                     *       "record": "text",
                     *       "version": "text",
                     *       "guard": "off",
                     *       "settleSeconds": 1,
                     *       "brakeMost": 1,
                     *       "brakePercent": 1,
                     *       "childPolicy": "parent",
                     *       "childWindowSeconds": 1,
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "origin": "connector",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScopeBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "scopes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scopeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scp_…",
                     *       "direction": "TO",
                     *       "name": "order/updated",
                     *       "type": "TRANSACTION",
                     *       "action": "UPDATED",
                     *       "description": "text",
                     *       "enabled": true,
                     *       "source": "read",
                     *       "record": "text",
                     *       "version": "text",
                     *       "guard": "off",
                     *       "settleSeconds": 1,
                     *       "brakeMost": 1,
                     *       "brakePercent": 1,
                     *       "childPolicy": "parent",
                     *       "childWindowSeconds": 1,
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "origin": "connector",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScopeBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "scopes.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scopeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "scopes.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scopeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "text",
                 *       "enabled": true,
                 *       "source": "read",
                 *       "record": "text",
                 *       "version": "text",
                 *       "guard": "off",
                 *       "settleSeconds": 60,
                 *       "brakeMost": 25,
                 *       "brakePercent": 5,
                 *       "childPolicy": "parent",
                 *       "childWindowSeconds": 1,
                 *       "type": "TRANSACTION",
                 *       "action": "NONE"
                 *     }
                 */
                "application/json": components["schemas"]["ScopeChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scp_…",
                     *       "direction": "TO",
                     *       "name": "order/updated",
                     *       "type": "TRANSACTION",
                     *       "action": "UPDATED",
                     *       "description": "text",
                     *       "enabled": true,
                     *       "source": "read",
                     *       "record": "text",
                     *       "version": "text",
                     *       "guard": "off",
                     *       "settleSeconds": 1,
                     *       "brakeMost": 1,
                     *       "brakePercent": 1,
                     *       "childPolicy": "parent",
                     *       "childWindowSeconds": 1,
                     *       "warnings": [
                     *         "text"
                     *       ],
                     *       "origin": "connector",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScopeBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "childPolicy.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                scopeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "scope": "address/updated",
                     *       "policy": "parent",
                     *       "windowSeconds": 1,
                     *       "since": "2026-03-01T09:30:00.000Z",
                     *       "callsPerRequest": 1,
                     *       "note": "callsCost is counted; callsSaved is an estimate: (ignored + folded + absorbed) × callsPerRequest",
                     *       "policies": [
                     *         {
                     *           "policy": "parent",
                     *           "hooks": 1,
                     *           "made": 1,
                     *           "folded": 1,
                     *           "absorbed": 1,
                     *           "ignored": 1,
                     *           "callsCost": 1,
                     *           "callsSaved": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ChildPolicyBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "sequence.ofConnection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "high": 1,
                     *       "seenAt": "2026-03-01T09:30:00.000Z",
                     *       "open": [
                     *         {
                     *           "first": 1,
                     *           "last": 1,
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "dueAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "reported": [
                     *         {
                     *           "first": 1,
                     *           "last": 1,
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "reportedAt": "2026-03-01T09:30:00.000Z",
                     *           "reconciles": [
                     *             "text"
                     *           ],
                     *           "filledAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SequenceBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "sync.start": {
        parameters: {
            query: {
                /** @description Run at once, before all else of the connection, and keep what each request does for a day. At most 1,000 ids. */
                debug?: boolean;
                /** @description TO the hub: ids are the system’s own. FROM it: ids are those of hub records, `rec_…`. */
                direction?: "TO" | "FROM";
                type: string;
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       "text"
                 *     ]
                 */
                "application/json": string[];
                /**
                 * @example [
                 *       "text"
                 *     ]
                 */
                "application/x-ndjson": string[];
                /**
                 * @example [
                 *       "text"
                 *     ]
                 */
                "text/plain": string[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "syn_…",
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "type": "text",
                     *       "debug": true,
                     *       "key": "text",
                     *       "state": "receiving",
                     *       "problem": "text",
                     *       "trackingId": "trk_…",
                     *       "received": 1,
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_7"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "sync.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                direction?: "TO" | "FROM";
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                state?: "receiving" | "received" | "broken";
                type?: string;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "syn_…",
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "type": "text",
                     *           "debug": true,
                     *           "key": "text",
                     *           "state": "receiving",
                     *           "problem": "text",
                     *           "trackingId": "trk_…",
                     *           "received": 1,
                     *           "queued": 1,
                     *           "folded": 1,
                     *           "refused": 1,
                     *           "reasons": [
                     *             {
                     *               "reason": "malformed",
                     *               "count": 1,
                     *               "examples": []
                     *             }
                     *           ],
                     *           "progress": {
                     *             "done": 1,
                     *             "ended": 1,
                     *             "failed": 1,
                     *             "open": 1,
                     *             "isWhole": true
                     *           },
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SyncBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "sync.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                syncId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "syn_…",
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "type": "text",
                     *       "debug": true,
                     *       "key": "text",
                     *       "state": "receiving",
                     *       "problem": "text",
                     *       "trackingId": "trk_…",
                     *       "received": 1,
                     *       "queued": 1,
                     *       "folded": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "unknownScopes.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "count" | "name";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "order/archived",
                     *           "count": 1,
                     *           "hook": "hok_…",
                     *           "lastAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["UnknownScopeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "unknownScopes.adopt": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "order/archived",
                 *       "type": "TRANSACTION",
                 *       "action": "UPDATED",
                 *       "description": "text",
                 *       "hooksPerSecond": 100
                 *     }
                 */
                "application/json": components["schemas"]["AdoptBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "scope": {
                     *         "id": "scp_…",
                     *         "direction": "TO",
                     *         "name": "order/updated",
                     *         "type": "TRANSACTION",
                     *         "action": "UPDATED",
                     *         "description": "text",
                     *         "enabled": true,
                     *         "source": "read",
                     *         "record": "text",
                     *         "version": "text",
                     *         "guard": "off",
                     *         "settleSeconds": 1,
                     *         "brakeMost": 1,
                     *         "brakePercent": 1,
                     *         "childPolicy": "parent",
                     *         "childWindowSeconds": 1,
                     *         "warnings": [
                     *           "text"
                     *         ],
                     *         "origin": "connector",
                     *         "createdAt": "2026-03-01T09:30:00.000Z",
                     *         "updatedAt": "2026-03-01T09:30:00.000Z"
                     *       },
                     *       "replay": {
                     *         "id": "rpl_…",
                     *         "trackingId": "trk_…",
                     *         "hook": "hok_…",
                     *         "connection": "con_…",
                     *         "from": "2026-03-01T09:30:00.000Z",
                     *         "to": "2026-03-01T09:30:00.000Z",
                     *         "scope": "text",
                     *         "requestState": "text",
                     *         "verdict": "text",
                     *         "force": true,
                     *         "takeDuplicates": true,
                     *         "hooksPerSecond": 1,
                     *         "state": "planning",
                     *         "plan": {
                     *           "looked": 1,
                     *           "hooks": 1,
                     *           "counts": [
                     *             {
                     *               "scope": "text",
                     *               "type": "text",
                     *               "action": "text",
                     *               "verdict": "queued",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "deletes": 1,
                     *           "samples": [
                     *             {
                     *               "hook": "hok_…",
                     *               "element": 1,
                     *               "connection": "con_…",
                     *               "scope": "text",
                     *               "type": "text",
                     *               "action": "text",
                     *               "recordId": "text",
                     *               "verdict": "queued",
                     *               "rule": "text",
                     *               "effect": "create"
                     *             }
                     *           ],
                     *           "warnings": [
                     *             "text"
                     *           ]
                     *         },
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "queued": 1,
                     *         "refused": 1,
                     *         "reasons": [
                     *           {
                     *             "reason": "malformed",
                     *             "count": 1,
                     *             "examples": []
                     *           }
                     *         ],
                     *         "progress": {
                     *           "done": 1,
                     *           "ended": 1,
                     *           "failed": 1,
                     *           "open": 1,
                     *           "isWhole": true
                     *         },
                     *         "endsAt": "2026-03-01T09:30:00.000Z",
                     *         "createdAt": "2026-03-01T09:30:00.000Z",
                     *         "updatedAt": "2026-03-01T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AdoptedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "links.unlinked": {
        parameters: {
            query: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                type: string;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "rec_…",
                     *           "type": "TRANSACTION",
                     *           "mode": "live",
                     *           "version": 1,
                     *           "data": {},
                     *           "deletedAt": "2026-03-01T09:30:00.000Z",
                     *           "mergedInto": "rec_…",
                     *           "mergedBy": "mrg_…",
                     *           "erasedAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RecordBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "connectors.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                form?: "code" | "data";
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description Of every tenant, or of this one. */
                shared?: boolean;
                /** @description The order of the list. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "text",
                     *           "version": "text",
                     *           "form": "code",
                     *           "shared": true,
                     *           "description": "text",
                     *           "urlPath": "text",
                     *           "verification": {
                     *             "kind": "hmac",
                     *             "reason": "text",
                     *             "scheme": {
                     *               "kind": "hmac",
                     *               "header": "x-signature"
                     *             }
                     *           },
                     *           "secrets": {},
                     *           "settings": {},
                     *           "scopes": [
                     *             {
                     *               "name": "order/updated",
                     *               "type": "TRANSACTION",
                     *               "action": "UPDATED",
                     *               "description": "text",
                     *               "enabled": true,
                     *               "source": "read",
                     *               "record": "text",
                     *               "version": "text"
                     *             }
                     *           ],
                     *           "recordTypes": [
                     *             "text"
                     *           ],
                     *           "records": {
                     *             "TRANSACTION": [
                     *               "get",
                     *               "create",
                     *               "update"
                     *             ]
                     *           },
                     *           "collections": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ConnectorBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "connectors.add": {
        parameters: {
            query?: {
                /** @description Every tenant may use it; the host's own operator only. */
                shared?: boolean;
            };
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "acme",
                 *       "version": "1.0.0",
                 *       "host": "text",
                 *       "description": "text",
                 *       "urlPath": "text",
                 *       "recordTypes": {
                 *         "x:VEHICLE": {
                 *           "description": "A car in the fleet",
                 *           "fields": {
                 *             "mileage": {
                 *               "kind": "number"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "scopes": [
                 *         {
                 *           "name": "order/updated",
                 *           "type": "TRANSACTION",
                 *           "action": "UPDATED",
                 *           "description": "Order → Transaction"
                 *         }
                 *       ],
                 *       "receiver": {
                 *         "methods": [
                 *           "POST"
                 *         ],
                 *         "verify": {
                 *           "kind": "hmac",
                 *           "header": "x-signature",
                 *           "encoding": "hex"
                 *         },
                 *         "fields": [
                 *           {
                 *             "value": "Scope",
                 *             "from": "BodyPath",
                 *             "at": "topic",
                 *             "processing": "AsIs"
                 *           },
                 *           {
                 *             "value": "ExternalId",
                 *             "from": "BodyPath",
                 *             "at": "id",
                 *             "processing": "AsIs"
                 *           }
                 *         ]
                 *       },
                 *       "secrets": {
                 *         "webhook": "Signing secret"
                 *       },
                 *       "settings": [
                 *         {}
                 *       ],
                 *       "collections": [
                 *         {}
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ConnectorDataBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "version": "text",
                     *       "form": "code",
                     *       "shared": true,
                     *       "description": "text",
                     *       "urlPath": "text",
                     *       "verification": {
                     *         "kind": "hmac",
                     *         "reason": "text",
                     *         "scheme": {
                     *           "kind": "hmac",
                     *           "header": "x-signature"
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "settings": {},
                     *       "scopes": [
                     *         {
                     *           "name": "order/updated",
                     *           "type": "TRANSACTION",
                     *           "action": "UPDATED",
                     *           "description": "text",
                     *           "enabled": true,
                     *           "source": "read",
                     *           "record": "text",
                     *           "version": "text"
                     *         }
                     *       ],
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "records": {
                     *         "TRANSACTION": [
                     *           "get",
                     *           "create",
                     *           "update"
                     *         ]
                     *       },
                     *       "collections": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectorBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_1"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connectors.get": {
        parameters: {
            query?: {
                /** @description Default: the newest. */
                version?: string;
            };
            header?: never;
            path: {
                /** @example text */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "version": "text",
                     *       "form": "code",
                     *       "shared": true,
                     *       "description": "text",
                     *       "urlPath": "text",
                     *       "verification": {
                     *         "kind": "hmac",
                     *         "reason": "text",
                     *         "scheme": {
                     *           "kind": "hmac",
                     *           "header": "x-signature"
                     *         }
                     *       },
                     *       "secrets": {},
                     *       "settings": {},
                     *       "scopes": [
                     *         {
                     *           "name": "order/updated",
                     *           "type": "TRANSACTION",
                     *           "action": "UPDATED",
                     *           "description": "text",
                     *           "enabled": true,
                     *           "source": "read",
                     *           "record": "text",
                     *           "version": "text"
                     *         }
                     *       ],
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "records": {
                     *         "TRANSACTION": [
                     *           "get",
                     *           "create",
                     *           "update"
                     *         ]
                     *       },
                     *       "collections": [
                     *         "text"
                     *       ],
                     *       "definition": {
                     *         "name": "acme",
                     *         "version": "1.0.0"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectorDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_2"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "deletes.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                direction?: "TO" | "FROM";
                limit?: number;
                /** @description The order of the list. */
                sort?: "name";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "type": "PRODUCT",
                     *           "settling": 1,
                     *           "held": 1,
                     *           "nextDueAt": "2026-03-01T09:30:00.000Z",
                     *           "heldAt": "2026-03-01T09:30:00.000Z",
                     *           "heldBecause": "more than 25"
                     *         }
                     *       ],
                     *       "next": "text",
                     *       "settling": 1,
                     *       "held": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WindowsBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "deletes.cancel": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteWindowBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "deletes.preview": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record": "rec_…",
                 *       "transfer": "req_…",
                 *       "connection": "con_…",
                 *       "scope": "scp_…",
                 *       "guard": "off",
                 *       "direction": "TO",
                 *       "type": "PRODUCT"
                 *     }
                 */
                "application/json": components["schemas"]["DeletePreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": 1,
                     *       "lookedAt": 1,
                     *       "touched": [
                     *         {
                     *           "system": "con_…",
                     *           "effect": "none",
                     *           "records": 1,
                     *           "samples": [
                     *             {
                     *               "record": "rec_…",
                     *               "externalId": "text"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeleteImpactBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "deletes.release": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteWindowBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DecidedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "duplicates.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description Found by this rule. */
                rule?: string;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                /** @description Default: open. */
                state?: "open" | "dismissed";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "dup_…",
                     *           "type": "CUSTOMER",
                     *           "mode": "live",
                     *           "rule": {
                     *             "id": "mru_…",
                     *             "name": "text"
                     *           },
                     *           "shared": [
                     *             {
                     *               "fields": [],
                     *               "form": "email",
                     *               "value": "a…@example.com"
                     *             }
                     *           ],
                     *           "size": 1,
                     *           "state": "open",
                     *           "records": [
                     *             "text"
                     *           ],
                     *           "foundAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DuplicateGroupBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "duplicates.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dup_…",
                     *       "type": "CUSTOMER",
                     *       "mode": "live",
                     *       "rule": {
                     *         "id": "mru_…",
                     *         "name": "text"
                     *       },
                     *       "shared": [
                     *         {
                     *           "fields": [
                     *             "text"
                     *           ],
                     *           "form": "email",
                     *           "value": "a…@example.com"
                     *         }
                     *       ],
                     *       "size": 1,
                     *       "state": "open",
                     *       "records": [
                     *         "text"
                     *       ],
                     *       "foundAt": "2026-03-01T09:30:00.000Z",
                     *       "members": [
                     *         {
                     *           "id": "rec_…",
                     *           "type": "TRANSACTION",
                     *           "mode": "live",
                     *           "version": 1,
                     *           "data": {},
                     *           "deletedAt": "2026-03-01T09:30:00.000Z",
                     *           "mergedInto": "rec_…",
                     *           "mergedBy": "mrg_…",
                     *           "erasedAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DuplicateGroupDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "duplicates.dismiss": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "duplicates.reopen": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                state?: "unverified" | "active" | "disabled";
                /** @description Whose they are. */
                subscriber?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ep_…",
                     *           "name": "Billing",
                     *           "mode": "live",
                     *           "reason": "text",
                     *           "url": "https://example.com/hooks",
                     *           "description": "text",
                     *           "events": [
                     *             "record.*"
                     *           ],
                     *           "filter": "text",
                     *           "recordTypes": [
                     *             "text"
                     *           ],
                     *           "headers": {},
                     *           "ratePerSecond": 1,
                     *           "concurrency": 1,
                     *           "retrySeconds": [
                     *             1
                     *           ],
                     *           "timeoutSeconds": 1,
                     *           "disableAfterHours": 1,
                     *           "secrets": {},
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z",
                     *           "state": "unverified",
                     *           "subscriber": "acme",
                     *           "imports": [
                     *             "text"
                     *           ],
                     *           "payload": "full",
                     *           "transform": "text",
                     *           "order": "none",
                     *           "signs": [
                     *             "v1"
                     *           ],
                     *           "publicKeys": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["EndpointBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "endpoints.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "filter": "data.record.data.country = 'NO'",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "ratePerSecond": 0.1,
                 *       "concurrency": 10,
                 *       "retrySeconds": [
                 *         5,
                 *         300,
                 *         1800,
                 *         7200,
                 *         18000,
                 *         36000,
                 *         50400,
                 *         72000,
                 *         86400
                 *       ],
                 *       "timeoutSeconds": 15,
                 *       "disableAfterHours": 120,
                 *       "subscriber": "acme",
                 *       "imports": [
                 *         "text"
                 *       ],
                 *       "payload": "full",
                 *       "transform": "{'customer': data.record.id}",
                 *       "order": "record",
                 *       "signs": [
                 *         "v1"
                 *       ],
                 *       "url": "https://example.com/hooks",
                 *       "events": [
                 *         "record.*"
                 *       ],
                 *       "mode": "sandbox",
                 *       "secret": "text"
                 *     }
                 */
                "application/json": components["schemas"]["NewEndpointBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "shown": [
                     *         {
                     *           "signature": "v1",
                     *           "secret": "whsec_…",
                     *           "publicKey": "whpk_…"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NewEndpointAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "endpoints.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "filter": "data.record.data.country = 'NO'",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "ratePerSecond": 0.1,
                 *       "concurrency": 10,
                 *       "retrySeconds": [
                 *         5,
                 *         300,
                 *         1800,
                 *         7200,
                 *         18000,
                 *         36000,
                 *         50400,
                 *         72000,
                 *         86400
                 *       ],
                 *       "timeoutSeconds": 15,
                 *       "disableAfterHours": 120,
                 *       "subscriber": "acme",
                 *       "imports": [
                 *         "text"
                 *       ],
                 *       "payload": "full",
                 *       "transform": "{'customer': data.record.id}",
                 *       "order": "record",
                 *       "signs": [
                 *         "v1"
                 *       ],
                 *       "url": "https://example.com/hooks",
                 *       "events": [
                 *         "record.*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EndpointChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "deliveries.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sequence": 1,
                     *           "event": "evt_…",
                     *           "type": "record.updated",
                     *           "record": "rec_…",
                     *           "state": "waiting",
                     *           "reason": "text",
                     *           "attempts": 1,
                     *           "nextAt": "2026-03-01T09:30:00.000Z",
                     *           "answer": {
                     *             "status": 200,
                     *             "tookMs": 1,
                     *             "text": "text"
                     *           },
                     *           "at": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeliveryBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "deliveries.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sequence": 1,
                     *       "event": "evt_…",
                     *       "type": "record.updated",
                     *       "record": "rec_…",
                     *       "state": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "answer": {
                     *         "status": 200,
                     *         "tookMs": 1,
                     *         "text": "text"
                     *       },
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "tries": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "http-503",
                     *           "message": "text",
                     *           "facts": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "deliveries.resend": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.disable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.enable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "deliveries.events": {
        parameters: {
            query?: {
                /** @description The sequence number of the last event that is known. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "evt_…",
                     *           "type": "record.updated",
                     *           "version": 1,
                     *           "time": "2026-03-01T09:30:00.000Z",
                     *           "tenant": "ten_…",
                     *           "mode": "live",
                     *           "sequence": 1,
                     *           "cause": {
                     *             "actor": "text",
                     *             "connection": "con_…",
                     *             "trackingId": "trk_…",
                     *             "handler": "text"
                     *           },
                     *           "data": {}
                     *         }
                     *       ],
                     *       "removed": [
                     *         {
                     *           "first": 3,
                     *           "last": 17
                     *         }
                     *       ],
                     *       "after": 1
                     *     }
                     */
                    "application/json": components["schemas"]["EventsBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "deliveries.recover": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-03-01T09:30:00Z",
                 *       "after": 0
                 *     }
                 */
                "application/json": components["schemas"]["RecoverDeliveriesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "looked": 1,
                     *       "sent": 1,
                     *       "next": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveredDeliveriesBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.rotate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "signature": "v1",
                 *       "secret": "text"
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "shown": {
                     *         "signature": "v1",
                     *         "secret": "whsec_…",
                     *         "publicKey": "whpk_…"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedSecretAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "deliveries.test": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "record.updated"
                 *     }
                 */
                "application/json": components["schemas"]["TestEndpointBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "delivered",
                     *       "status": 1,
                     *       "failure": "text",
                     *       "message": "text",
                     *       "tookMs": 1,
                     *       "sent": "text",
                     *       "answer": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointCallBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "endpoints.verify": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ep_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "subscriber": "acme",
                     *       "imports": [
                     *         "text"
                     *       ],
                     *       "payload": "full",
                     *       "transform": "text",
                     *       "order": "none",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "eventTypes.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "record.updated",
                     *           "version": 1,
                     *           "description": "text",
                     *           "schema": {},
                     *           "example": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["EventTypeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "eventTypes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "record.updated",
                     *       "version": 1,
                     *       "description": "text",
                     *       "schema": {},
                     *       "example": {}
                     *     }
                     */
                    "application/json": components["schemas"]["EventTypeBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "explain.explain": {
        parameters: {
            query?: {
                /** @description With type and externalId, or deliveryId. */
                connection?: string;
                /** @description The sender's own id of a delivery; with connection. */
                deliveryId?: string;
                /** @description Of an event that endpoints were told of. */
                event?: string;
                externalId?: string;
                hook?: string;
                recordId?: string;
                /** @description Of a delivery; with subscriber. */
                sequence?: string;
                /** @description An endpoint or a trigger; with sequence. */
                subscriber?: string;
                /** @description Of a whole tree of requests. */
                trackingId?: string;
                transfer?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "what": "hook",
                     *           "rule": "text",
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "note": "text",
                     *       "lastHook": {
                     *         "id": "hok_…",
                     *         "receivedAt": "2026-03-01T09:30:00.000Z"
                     *       },
                     *       "subscribers": [
                     *         {
                     *           "subscriber": "ep_…",
                     *           "name": "Billing",
                     *           "isTold": true,
                     *           "sequence": 1,
                     *           "state": "delivered",
                     *           "why": "type: it does not listen for record.updated"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExplainBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "explain.now": {
        parameters: {
            query?: {
                hook?: string;
                transfer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "configVersion": 1,
                     *       "note": "text",
                     *       "items": [
                     *         {
                     *           "element": 1,
                     *           "before": {
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "facts": {},
                     *             "configVersion": 1
                     *           },
                     *           "now": {
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "facts": {},
                     *             "configVersion": 1
                     *           },
                     *           "differs": [
                     *             "verdict",
                     *             "rule"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExplainNowBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "handlers.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                state?: "unverified" | "active" | "disabled";
                /** @description Whose they are. */
                subscriber?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "Billing",
                     *           "mode": "live",
                     *           "reason": "text",
                     *           "url": "https://example.com/hooks",
                     *           "description": "text",
                     *           "recordTypes": [
                     *             "text"
                     *           ],
                     *           "headers": {},
                     *           "concurrency": 1,
                     *           "retrySeconds": [
                     *             1
                     *           ],
                     *           "timeoutSeconds": 1,
                     *           "secrets": {},
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z",
                     *           "state": "unverified",
                     *           "signs": [
                     *             "v1"
                     *           ],
                     *           "publicKeys": [
                     *             "text"
                     *           ],
                     *           "id": "hdl_…",
                     *           "steps": [
                     *             "create"
                     *           ],
                     *           "position": "before",
                     *           "connections": [
                     *             "text"
                     *           ],
                     *           "condition": "text",
                     *           "priority": 1,
                     *           "onFailure": {
                     *             "create": "proceed",
                     *             "update": "proceed",
                     *             "delete": "proceed",
                     *             "merge": "proceed"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["HandlerBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "handlers.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "concurrency": 10,
                 *       "position": "before",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "connections": [
                 *         "con_…"
                 *       ],
                 *       "condition": "$number(incoming.total) > 1000",
                 *       "signs": [
                 *         "v1"
                 *       ],
                 *       "priority": 100,
                 *       "onFailure": {
                 *         "create": "proceed",
                 *         "update": "proceed",
                 *         "delete": "park",
                 *         "merge": "park"
                 *       },
                 *       "retrySeconds": [
                 *         2,
                 *         10
                 *       ],
                 *       "timeoutSeconds": 10,
                 *       "url": "https://example.com/hooks",
                 *       "steps": [
                 *         "delete"
                 *       ],
                 *       "mode": "sandbox",
                 *       "secret": "text"
                 *     }
                 */
                "application/json": components["schemas"]["NewHandlerBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       },
                     *       "shown": [
                     *         {
                     *           "signature": "v1",
                     *           "secret": "whsec_…",
                     *           "publicKey": "whpk_…"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NewHandlerAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "handlers.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "concurrency": 10,
                 *       "position": "before",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "connections": [
                 *         "con_…"
                 *       ],
                 *       "condition": "$number(incoming.total) > 1000",
                 *       "signs": [
                 *         "v1"
                 *       ],
                 *       "priority": 100,
                 *       "onFailure": {
                 *         "create": "proceed",
                 *         "update": "proceed",
                 *         "delete": "park",
                 *         "merge": "park"
                 *       },
                 *       "retrySeconds": [
                 *         2,
                 *         10
                 *       ],
                 *       "timeoutSeconds": 10,
                 *       "url": "https://example.com/hooks",
                 *       "steps": [
                 *         "delete"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HandlerChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "decisions.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "dec_…",
                     *           "step": "create",
                     *           "recordType": "CUSTOMER",
                     *           "transfer": "req_…",
                     *           "record": "rec_…",
                     *           "state": "waiting",
                     *           "answer": "proceed",
                     *           "by": "handler",
                     *           "reason": "text",
                     *           "tookMs": 1,
                     *           "attempts": 1,
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DecisionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "decisions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                decision: string;
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dec_…",
                     *       "step": "create",
                     *       "recordType": "CUSTOMER",
                     *       "transfer": "req_…",
                     *       "record": "rec_…",
                     *       "state": "waiting",
                     *       "answer": "proceed",
                     *       "by": "handler",
                     *       "reason": "text",
                     *       "tookMs": 1,
                     *       "attempts": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "question": {},
                     *       "replaced": {},
                     *       "tries": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "http-503",
                     *           "message": "text",
                     *           "facts": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DecisionDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "decisions.release": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                decision: string;
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "proceed",
                 *       "reason": "agreed by phone"
                 *     }
                 */
                "application/json": components["schemas"]["ReleaseDecisionBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.disable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.enable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.rotate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "signature": "v1",
                 *       "secret": "text"
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       },
                     *       "shown": {
                     *         "signature": "v1",
                     *         "secret": "whsec_…",
                     *         "publicKey": "whpk_…"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedHandlerSecretAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "decisions.test": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "step": "create",
                 *       "recordType": "CUSTOMER",
                 *       "record": {
                 *         "name": "Ann"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TestHandlerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "answered",
                     *       "status": 1,
                     *       "message": "text",
                     *       "decision": "proceed",
                     *       "tookMs": 1,
                     *       "sent": "text",
                     *       "answer": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerCallBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "handlers.verify": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "unverified",
                     *       "signs": [
                     *         "v1"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "id": "hdl_…",
                     *       "steps": [
                     *         "create"
                     *       ],
                     *       "position": "before",
                     *       "connections": [
                     *         "text"
                     *       ],
                     *       "condition": "text",
                     *       "priority": 1,
                     *       "onFailure": {
                     *         "create": "proceed",
                     *         "update": "proceed",
                     *         "delete": "proceed",
                     *         "merge": "proceed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HandlerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "hooks.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Received then or later. */
                from?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                /** @description `open`: not all of it is resolved yet. */
                state?: "open" | "resolved" | "parked";
                /** @description Received before. What was rejected first and accepted later stands where it was accepted. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "hok_…",
                     *           "receivedAt": "2026-03-01T09:30:00.000Z",
                     *           "connection": "text",
                     *           "state": "open",
                     *           "method": "POST",
                     *           "path": "text",
                     *           "bodyBytes": 1,
                     *           "counts": {
                     *             "requests": 1,
                     *             "verdicts": 1
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["HookBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "hooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hok_…",
                     *       "receivedAt": "2026-03-01T09:30:00.000Z",
                     *       "connection": "text",
                     *       "state": "open",
                     *       "method": "POST",
                     *       "path": "text",
                     *       "bodyBytes": 1,
                     *       "counts": {
                     *         "requests": 1,
                     *         "verdicts": 1
                     *       },
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "query": "text",
                     *       "headers": {},
                     *       "scheme": "text",
                     *       "secretId": "text",
                     *       "deliveryId": "text",
                     *       "suspect": true,
                     *       "emptied": true,
                     *       "verdicts": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "verdict": "disabled-scope",
                     *           "rule": "scope.enabled",
                     *           "facts": {},
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "recordId": "text",
                     *           "configVersion": 1
                     *         }
                     *       ],
                     *       "requests": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HookDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "hooks.body": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "keys.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                role?: "admin" | "operator" | "developer" | "viewer" | "ingest";
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                /** @description Another tenant's keys, for the host's own operator. */
                tenant?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "key_…",
                     *           "name": "text",
                     *           "role": "admin",
                     *           "hint": "hya_7Kq2b…",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "expiresAt": "2026-03-01T09:30:00.000Z",
                     *           "lastUsedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ApiKeyBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "keys.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "reports",
                 *       "role": "admin",
                 *       "expiresAt": "2026-03-01T09:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_…",
                     *       "name": "text",
                     *       "role": "admin",
                     *       "hint": "hya_7Kq2b…",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-01T09:30:00.000Z",
                     *       "key": "hya_…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKeyBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "keys.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_…",
                     *       "name": "text",
                     *       "role": "admin",
                     *       "hint": "hya_7Kq2b…",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "keys.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "keys.rename": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "reports"
                 *     }
                 */
                "application/json": components["schemas"]["KeyNameBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_…",
                     *       "name": "text",
                     *       "role": "admin",
                     *       "hint": "hya_7Kq2b…",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "keys.rotate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["RotateKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_…",
                     *       "name": "text",
                     *       "role": "admin",
                     *       "hint": "hya_7Kq2b…",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-01T09:30:00.000Z",
                     *       "key": "hya_…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKeyBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "links.list": {
        parameters: {
            query: {
                /** @description The system whose records are linked. */
                connection: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description Whether the system is written to under it. */
                primary?: boolean;
                /** @description The order of the list. */
                sort?: "externalId";
                state?: "live" | "source-deleted";
                type: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "lnk_…",
                     *           "connection": "con_…",
                     *           "type": "text",
                     *           "externalId": "text",
                     *           "primary": true,
                     *           "state": "live",
                     *           "baseline": {},
                     *           "remoteVersion": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["LinkBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "links.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record": "rec_…",
                 *       "connection": "con_…",
                 *       "externalId": "1234",
                 *       "primary": true
                 *     }
                 */
                "application/json": components["schemas"]["NewLinkBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "lnk_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "externalId": "text",
                     *       "primary": true,
                     *       "state": "live",
                     *       "baseline": {},
                     *       "remoteVersion": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "links.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "lnk_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "externalId": "text",
                     *       "primary": true,
                     *       "state": "live",
                     *       "baseline": {},
                     *       "remoteVersion": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "links.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "links.makePrimary": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "lnk_…",
                     *       "connection": "con_…",
                     *       "type": "text",
                     *       "externalId": "text",
                     *       "primary": true,
                     *       "state": "live",
                     *       "baseline": {},
                     *       "remoteVersion": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "mappingCollections.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                direction?: "TO" | "FROM";
                enabled?: boolean;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "map_…",
                     *           "connection": "con_…",
                     *           "name": "text",
                     *           "type": "TRANSACTION",
                     *           "direction": "TO",
                     *           "syncType": "ADD_AND_UPDATE",
                     *           "order": 1,
                     *           "filter": "text",
                     *           "errorFilter": "text",
                     *           "collision": "text",
                     *           "match": [
                     *             {}
                     *           ],
                     *           "conflict": "text",
                     *           "conflictByField": "text",
                     *           "onMissing": "text",
                     *           "mappings": [
                     *             {}
                     *           ],
                     *           "children": [
                     *             {
                     *               "target": "lines",
                     *               "type": "TRANSACTION_LINE",
                     *               "source": "line_items",
                     *               "key": "id",
                     *               "match": [
                     *                 "sku"
                     *               ],
                     *               "mappings": [
                     *                 {
                     *                   "kind": "field",
                     *                   "target": "id",
                     *                   "source": "id"
                     *                 },
                     *                 {
                     *                   "kind": "field",
                     *                   "target": "sku",
                     *                   "source": "sku"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "enabled": true,
                     *           "version": 1,
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z",
                     *           "warnings": [
                     *             {
                     *               "field": "mappings.3.source",
                     *               "message": "text"
                     *             }
                     *           ],
                     *           "resync": {
                     *             "records": 1,
                     *             "isMore": true,
                     *             "obstacle": "text"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CollectionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "mappingCollections.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "order": 1,
                 *       "filter": "text",
                 *       "errorFilter": "text",
                 *       "collision": "ERROR",
                 *       "match": [
                 *         "sku",
                 *         {
                 *           "field": "email",
                 *           "form": "email"
                 *         }
                 *       ],
                 *       "conflict": "latest",
                 *       "conflictByField": {},
                 *       "onMissing": "park",
                 *       "children": [
                 *         {
                 *           "target": "lines",
                 *           "type": "TRANSACTION_LINE",
                 *           "source": "line_items",
                 *           "key": "id",
                 *           "match": [
                 *             "sku"
                 *           ],
                 *           "mappings": [
                 *             {
                 *               "kind": "field",
                 *               "target": "id",
                 *               "source": "id"
                 *             },
                 *             {
                 *               "kind": "field",
                 *               "target": "sku",
                 *               "source": "sku"
                 *             }
                 *           ]
                 *         }
                 *       ],
                 *       "enabled": true,
                 *       "connection": "con_…",
                 *       "name": "Acme order → Transaction",
                 *       "type": "TRANSACTION",
                 *       "direction": "TO",
                 *       "syncType": "ADD",
                 *       "mappings": [
                 *         {
                 *           "kind": "field",
                 *           "target": "number",
                 *           "source": "order_number"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewCollectionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "mappingCollections.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "mappingCollections.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "mappingCollections.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "order": 1,
                 *       "filter": "text",
                 *       "errorFilter": "text",
                 *       "collision": "ERROR",
                 *       "match": [
                 *         "sku",
                 *         {
                 *           "field": "email",
                 *           "form": "email"
                 *         }
                 *       ],
                 *       "conflict": "latest",
                 *       "conflictByField": {},
                 *       "onMissing": "park",
                 *       "children": [
                 *         {
                 *           "target": "lines",
                 *           "type": "TRANSACTION_LINE",
                 *           "source": "line_items",
                 *           "key": "id",
                 *           "match": [
                 *             "sku"
                 *           ],
                 *           "mappings": [
                 *             {
                 *               "kind": "field",
                 *               "target": "id",
                 *               "source": "id"
                 *             },
                 *             {
                 *               "kind": "field",
                 *               "target": "sku",
                 *               "source": "sku"
                 *             }
                 *           ]
                 *         }
                 *       ],
                 *       "enabled": true,
                 *       "name": "text",
                 *       "type": "text",
                 *       "direction": "TO",
                 *       "syncType": "ADD",
                 *       "mappings": [
                 *         {
                 *           "kind": "field",
                 *           "target": "number",
                 *           "source": "order_number"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CollectionChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "collectionHistory.clone": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme order → Transaction, second store",
                 *       "connection": "con_…",
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["CopyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "coverage.ofCollection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lookups": [
                     *         {
                     *           "field": "mappings.3",
                     *           "target": "text",
                     *           "source": "text",
                     *           "table": "text",
                     *           "rows": 1,
                     *           "values": [
                     *             {
                     *               "value": "text",
                     *               "count": 1,
                     *               "firstSeen": "2026-03-01T09:30:00.000Z",
                     *               "lastSeen": "2026-03-01T09:30:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionCoverageBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "collectionHistory.difference": {
        parameters: {
            query: {
                from: number;
                /** @description Default: the present version. */
                to?: number;
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": 1,
                     *       "to": 1,
                     *       "parts": {},
                     *       "mappings": {
                     *         "added": [
                     *           {}
                     *         ],
                     *         "removed": [
                     *           {}
                     *         ],
                     *         "changed": [
                     *           {
                     *             "before": {},
                     *             "after": {}
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionDifferenceBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "mappingPreview.preview": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record": {},
                 *       "externalId": "1001",
                 *       "recordId": "rec_…"
                 *     }
                 */
                "application/json": components["schemas"]["PreviewAskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "source": "given",
                     *       "change": "add",
                     *       "chosen": {
                     *         "id": "map_…",
                     *         "name": "text",
                     *         "version": 1
                     *       },
                     *       "others": [
                     *         {
                     *           "name": "text",
                     *           "reason": "sync type"
                     *         }
                     *       ],
                     *       "accepted": true,
                     *       "rejected": true,
                     *       "before": {},
                     *       "mapped": {},
                     *       "after": {},
                     *       "difference": {},
                     *       "untranslated": [
                     *         {
                     *           "target": "text",
                     *           "source": "text",
                     *           "table": "text",
                     *           "value": "text"
                     *         }
                     *       ],
                     *       "failure": {
                     *         "name": "Invalid",
                     *         "message": "text",
                     *         "fields": [
                     *           "text"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PreviewBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_3"];
            429: components["responses"]["Problem429_3"];
            500: components["responses"]["Problem500_1"];
            502: components["responses"]["Problem502_1"];
            503: components["responses"]["Problem503_3"];
        };
    };
    "resync.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "running",
                     *       "version": 1,
                     *       "records": 1,
                     *       "listed": 1,
                     *       "queued": 1,
                     *       "startedAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ResyncBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "resync.resync": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "run": false,
                 *       "callbackUrl": "https://example.com/done"
                 *     }
                 */
                "application/json": components["schemas"]["ResyncAskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "records": 1,
                     *       "isMore": true,
                     *       "obstacle": "text",
                     *       "sample": [
                     *         {
                     *           "record": "rec_…",
                     *           "externalId": "text",
                     *           "preview": {
                     *             "source": "given",
                     *             "change": "add",
                     *             "chosen": {
                     *               "id": "map_…",
                     *               "name": "text",
                     *               "version": 1
                     *             },
                     *             "others": [],
                     *             "accepted": true,
                     *             "rejected": true,
                     *             "before": {},
                     *             "mapped": {},
                     *             "after": {},
                     *             "difference": {},
                     *             "untranslated": [],
                     *             "failure": {
                     *               "name": "Invalid",
                     *               "message": "text",
                     *               "fields": []
                     *             }
                     *           },
                     *           "problem": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "state": "running",
                     *         "version": 1,
                     *         "records": 1,
                     *         "listed": 1,
                     *         "queued": 1,
                     *         "startedAt": "2026-03-01T09:30:00.000Z",
                     *         "updatedAt": "2026-03-01T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ResyncPlanBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_3"];
            429: components["responses"]["Problem429_3"];
            500: components["responses"]["Problem500_1"];
            502: components["responses"]["Problem502_1"];
            503: components["responses"]["Problem503_3"];
        };
    };
    "resync.cancel": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "running",
                     *       "version": 1,
                     *       "records": 1,
                     *       "listed": 1,
                     *       "queued": 1,
                     *       "startedAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ResyncBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "collectionHistory.reverse": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme order → Transaction, second store",
                 *       "connection": "con_…",
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["CopyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       },
                     *       "notes": [
                     *         {
                     *           "field": "mappings.3",
                     *           "target": "text",
                     *           "kind": "left-out",
                     *           "message": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReversedCollectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "collectionHistory.rollback": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["RollbackBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "map_…",
                     *       "connection": "con_…",
                     *       "name": "text",
                     *       "type": "TRANSACTION",
                     *       "direction": "TO",
                     *       "syncType": "ADD_AND_UPDATE",
                     *       "order": 1,
                     *       "filter": "text",
                     *       "errorFilter": "text",
                     *       "collision": "text",
                     *       "match": [
                     *         {}
                     *       ],
                     *       "conflict": "text",
                     *       "conflictByField": "text",
                     *       "onMissing": "text",
                     *       "mappings": [
                     *         {}
                     *       ],
                     *       "children": [
                     *         {
                     *           "target": "lines",
                     *           "type": "TRANSACTION_LINE",
                     *           "source": "line_items",
                     *           "key": "id",
                     *           "match": [
                     *             "sku"
                     *           ],
                     *           "mappings": [
                     *             {
                     *               "kind": "field",
                     *               "target": "id",
                     *               "source": "id"
                     *             },
                     *             {
                     *               "kind": "field",
                     *               "target": "sku",
                     *               "source": "sku"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "enabled": true,
                     *       "version": 1,
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "warnings": [
                     *         {
                     *           "field": "mappings.3.source",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "resync": {
                     *         "records": 1,
                     *         "isMore": true,
                     *         "obstacle": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "collectionHistory.versions": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "definition": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CollectionVersionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "collectionHistory.version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "definition": {}
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionVersionBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "masterKey.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "id": "1f0c9a3e",
                     *           "isKnown": true,
                     *           "isFirst": true,
                     *           "sealed": 1
                     *         }
                     *       ],
                     *       "rotation": {
                     *         "state": "running",
                     *         "resealed": 1,
                     *         "left": 1,
                     *         "unreadable": [
                     *           "con_… webhook"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MasterKeysBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "masterKey.rotate": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "id": "1f0c9a3e",
                     *           "isKnown": true,
                     *           "isFirst": true,
                     *           "sealed": 1
                     *         }
                     *       ],
                     *       "rotation": {
                     *         "state": "running",
                     *         "resealed": 1,
                     *         "left": 1,
                     *         "unreadable": [
                     *           "con_… webhook"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MasterKeysBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "matchRules.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                enabled?: boolean;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "mru_…",
                     *           "type": "CUSTOMER",
                     *           "name": "text",
                     *           "enabled": true,
                     *           "parts": [
                     *             {
                     *               "fields": [
                     *                 "firstName",
                     *                 "lastName"
                     *               ],
                     *               "form": "exact"
                     *             }
                     *           ],
                     *           "country": "text",
                     *           "countryField": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MatchRuleBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "matchRules.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "country": "BE",
                 *       "countryField": "country",
                 *       "enabled": true,
                 *       "type": "CUSTOMER",
                 *       "name": "Same e-mail",
                 *       "parts": [
                 *         {
                 *           "fields": [
                 *             "firstName",
                 *             "lastName"
                 *           ],
                 *           "form": "exact"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewMatchRuleBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mru_…",
                     *       "type": "CUSTOMER",
                     *       "name": "text",
                     *       "enabled": true,
                     *       "parts": [
                     *         {
                     *           "fields": [
                     *             "firstName",
                     *             "lastName"
                     *           ],
                     *           "form": "exact"
                     *         }
                     *       ],
                     *       "country": "text",
                     *       "countryField": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "searched": true,
                     *       "seen": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MatchRuleDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "matchRules.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mru_…",
                     *       "type": "CUSTOMER",
                     *       "name": "text",
                     *       "enabled": true,
                     *       "parts": [
                     *         {
                     *           "fields": [
                     *             "firstName",
                     *             "lastName"
                     *           ],
                     *           "form": "exact"
                     *         }
                     *       ],
                     *       "country": "text",
                     *       "countryField": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "searched": true,
                     *       "seen": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MatchRuleDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "matchRules.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "matchRules.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "country": "BE",
                 *       "countryField": "country",
                 *       "enabled": true,
                 *       "name": "text",
                 *       "parts": [
                 *         {
                 *           "fields": [
                 *             "firstName",
                 *             "lastName"
                 *           ],
                 *           "form": "exact"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MatchRulePatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mru_…",
                     *       "type": "CUSTOMER",
                     *       "name": "text",
                     *       "enabled": true,
                     *       "parts": [
                     *         {
                     *           "fields": [
                     *             "firstName",
                     *             "lastName"
                     *           ],
                     *           "form": "exact"
                     *         }
                     *       ],
                     *       "country": "text",
                     *       "countryField": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "searched": true,
                     *       "seen": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MatchRuleDetailBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "matchRules.suggestions": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "name";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "key": "customer-email",
                     *           "type": "CUSTOMER",
                     *           "name": "text",
                     *           "parts": [
                     *             {
                     *               "fields": [
                     *                 "firstName",
                     *                 "lastName"
                     *               ],
                     *               "form": "exact"
                     *             }
                     *           ],
                     *           "countryField": "text"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MatchSuggestionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "matchRules.suggested": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mru_…",
                     *       "type": "CUSTOMER",
                     *       "name": "text",
                     *       "enabled": true,
                     *       "parts": [
                     *         {
                     *           "fields": [
                     *             "firstName",
                     *             "lastName"
                     *           ],
                     *           "form": "exact"
                     *         }
                     *       ],
                     *       "country": "text",
                     *       "countryField": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "searched": true,
                     *       "seen": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MatchRuleDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "merges.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                type?: string;
                undone?: boolean;
                /** @description What was merged into this record. */
                winner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "mrg_…",
                     *           "type": "CUSTOMER",
                     *           "mode": "live",
                     *           "winner": "rec_…",
                     *           "losers": [
                     *             "text"
                     *           ],
                     *           "sources": {},
                     *           "by": "text",
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "undoneAt": "2026-03-01T09:30:00.000Z",
                     *           "undone": {
                     *             "kept": [
                     *               {
                     *                 "field": "text",
                     *                 "connection": "text"
                     *               }
                     *             ],
                     *             "returned": [
                     *               {
                     *                 "field": "text",
                     *                 "record": "rec_…"
                     *               }
                     *             ],
                     *             "lostLinks": [
                     *               {
                     *                 "connection": "text",
                     *                 "externalId": "text",
                     *                 "record": "rec_…"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MergeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "merges.merge": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "winner": "rec_…",
                 *       "losers": [
                 *         "rec_…"
                 *       ],
                 *       "rules": {
                 *         "otherwise": "filled",
                 *         "fields": {
                 *           "email": "newest",
                 *           "phone": {
                 *             "connection": "con_…"
                 *           },
                 *           "note": {
                 *             "value": "Two accounts until May"
                 *           }
                 *         }
                 *       },
                 *       "losersThere": "keep"
                 *     }
                 */
                "application/json": components["schemas"]["MergeAskBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrg_…",
                     *       "type": "CUSTOMER",
                     *       "mode": "live",
                     *       "winner": "rec_…",
                     *       "losers": [
                     *         "text"
                     *       ],
                     *       "sources": {},
                     *       "by": "text",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "undoneAt": "2026-03-01T09:30:00.000Z",
                     *       "undone": {
                     *         "kept": [
                     *           {
                     *             "field": "text",
                     *             "connection": "text"
                     *           }
                     *         ],
                     *         "returned": [
                     *           {
                     *             "field": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ],
                     *         "lostLinks": [
                     *           {
                     *             "connection": "text",
                     *             "externalId": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MergeBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_8"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "merges.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrg_…",
                     *       "type": "CUSTOMER",
                     *       "mode": "live",
                     *       "winner": "rec_…",
                     *       "losers": [
                     *         "text"
                     *       ],
                     *       "sources": {},
                     *       "by": "text",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "undoneAt": "2026-03-01T09:30:00.000Z",
                     *       "undone": {
                     *         "kept": [
                     *           {
                     *             "field": "text",
                     *             "connection": "text"
                     *           }
                     *         ],
                     *         "returned": [
                     *           {
                     *             "field": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ],
                     *         "lostLinks": [
                     *           {
                     *             "connection": "text",
                     *             "externalId": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MergeBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "merges.undo": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrg_…",
                     *       "type": "CUSTOMER",
                     *       "mode": "live",
                     *       "winner": "rec_…",
                     *       "losers": [
                     *         "text"
                     *       ],
                     *       "sources": {},
                     *       "by": "text",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "undoneAt": "2026-03-01T09:30:00.000Z",
                     *       "undone": {
                     *         "kept": [
                     *           {
                     *             "field": "text",
                     *             "connection": "text"
                     *           }
                     *         ],
                     *         "returned": [
                     *           {
                     *             "field": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ],
                     *         "lostLinks": [
                     *           {
                     *             "connection": "text",
                     *             "externalId": "text",
                     *             "record": "rec_…"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MergeBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_10"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "merges.preview": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "winner": "rec_…",
                 *       "losers": [
                 *         "rec_…"
                 *       ],
                 *       "rules": {
                 *         "otherwise": "filled",
                 *         "fields": {
                 *           "email": "newest",
                 *           "phone": {
                 *             "connection": "con_…"
                 *           },
                 *           "note": {
                 *             "value": "Two accounts until May"
                 *           }
                 *         }
                 *       },
                 *       "losersThere": "keep"
                 *     }
                 */
                "application/json": components["schemas"]["MergeAskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "winner": "rec_…",
                     *       "losers": [
                     *         "text"
                     *       ],
                     *       "data": {},
                     *       "changed": {},
                     *       "sources": {},
                     *       "links": [
                     *         {
                     *           "id": "lnk_…",
                     *           "connection": "con_…",
                     *           "externalId": "text",
                     *           "from": "rec_…",
                     *           "primary": true
                     *         }
                     *       ],
                     *       "writes": [
                     *         {
                     *           "connection": "con_…",
                     *           "kind": "update",
                     *           "externalId": "text",
                     *           "others": [
                     *             "text"
                     *           ],
                     *           "deletesOthers": true,
                     *           "difference": {},
                     *           "reason": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MergePreviewBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_9"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "playground.play": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "connector": "shop",
                 *       "connectorVersion": "1.0.0",
                 *       "data": {},
                 *       "settings": {},
                 *       "secrets": {},
                 *       "request": {
                 *         "method": "POST",
                 *         "path": "/orders?shop=7",
                 *         "headers": {
                 *           "content-type": "application/json"
                 *         },
                 *         "body": "{\"topic\":\"order/updated\",\"id\":\"1001\"}",
                 *         "bodyBase64": "text",
                 *         "receivedAt": "2026-03-01T09:30:00.000Z"
                 *       },
                 *       "verify": "check",
                 *       "save": {
                 *         "name": "order-updated"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlaygroundAskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "proof": {
                     *         "result": "verified",
                     *         "reason": "text",
                     *         "scheme": "hmac-sha256",
                     *         "secretId": "text"
                     *       },
                     *       "answer": {
                     *         "status": 200,
                     *         "headers": {},
                     *         "body": "text"
                     *       },
                     *       "decoded": {},
                     *       "elementCount": 1,
                     *       "elements": [
                     *         {
                     *           "element": 1,
                     *           "value": {},
                     *           "fields": [
                     *             {
                     *               "field": "element.external-id"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "requests": [
                     *         {
                     *           "element": 1,
                     *           "scope": "order/updated",
                     *           "type": "TRANSACTION",
                     *           "action": "UPDATED",
                     *           "externalId": "1001",
                     *           "mode": "live",
                     *           "state": "queued",
                     *           "heldFor": "text",
                     *           "passed": [
                     *             "text"
                     *           ],
                     *           "handler": {
                     *             "prerequisite": true,
                     *             "source": "read",
                     *             "collections": [],
                     *             "guard": "off",
                     *             "coalesce": "record",
                     *             "childScope": "text"
                     *           }
                     *         }
                     *       ],
                     *       "verdicts": [
                     *         {
                     *           "element": 1,
                     *           "verdict": "disabled-scope",
                     *           "rule": "scope.enabled",
                     *           "facts": {},
                     *           "scope": "text",
                     *           "type": "text",
                     *           "externalId": "text"
                     *         }
                     *       ],
                     *       "fixture": [
                     *         {
                     *           "name": "order-updated.fixture.json",
                     *           "encoding": "utf8",
                     *           "content": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlaygroundBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_4"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "portalLinks.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                subscriber?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "pl_…",
                     *           "subscriber": "acme",
                     *           "mode": "live",
                     *           "events": [
                     *             "record.*"
                     *           ],
                     *           "recordTypes": [
                     *             "text"
                     *           ],
                     *           "filter": "text",
                     *           "payload": "full",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "expiresAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PortalLinkBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "portalLinks.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subscriber": "acme",
                 *       "mode": "live",
                 *       "events": [
                 *         "record.*"
                 *       ],
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "filter": "data.record.data.owner = 'acme'",
                 *       "payload": "full",
                 *       "expiresInMinutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["NewPortalLinkBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pl_…",
                     *       "subscriber": "acme",
                     *       "mode": "live",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "filter": "text",
                     *       "payload": "full",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "url": "https://hooks.example.com/portal#hyp_…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewPortalLinkAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "portalLinks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pl_…",
                     *       "subscriber": "acme",
                     *       "mode": "live",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "filter": "text",
                     *       "payload": "full",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PortalLinkBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "portalLinks.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "receivers.list": {
        parameters: {
            query?: {
                connector?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "rcv_…",
                     *           "name": "text",
                     *           "connector": "text",
                     *           "connectorVersion": "text",
                     *           "urlPath": "text",
                     *           "url": "text",
                     *           "secrets": {},
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ReceiverBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "receivers.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connector": "acme",
                 *       "connectorVersion": "text",
                 *       "urlPath": "acme",
                 *       "name": "text",
                 *       "secrets": {
                 *         "webhook": "whsec_…"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewReceiverBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcv_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "urlPath": "text",
                     *       "url": "text",
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiverBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "receivers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcv_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "urlPath": "text",
                     *       "url": "text",
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiverBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "receivers.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "receivers.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "connectorVersion": "text",
                 *       "secrets": {
                 *         "webhook": "whsec_…"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ReceiverChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rcv_…",
                     *       "name": "text",
                     *       "connector": "text",
                     *       "connectorVersion": "text",
                     *       "urlPath": "text",
                     *       "url": "text",
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiverBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "rejectionRecovery.ofReceiver": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "duplicates": 1,
                     *       "refused": 1,
                     *       "incomplete": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveredBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "sequence.ofReceiver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "high": 1,
                     *       "seenAt": "2026-03-01T09:30:00.000Z",
                     *       "open": [
                     *         {
                     *           "first": 1,
                     *           "last": 1,
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "dueAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "reported": [
                     *         {
                     *           "first": 1,
                     *           "last": 1,
                     *           "since": "2026-03-01T09:30:00.000Z",
                     *           "reportedAt": "2026-03-01T09:30:00.000Z",
                     *           "reconciles": [
                     *             "text"
                     *           ],
                     *           "filledAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SequenceBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "recordTypes.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Who declares fields of it. */
                declaredBy?: "host" | "connector" | "tenant";
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description No field of it is declared. */
                open?: boolean;
                /** @description The order of the list. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "TRANSACTION",
                     *           "number": 1,
                     *           "description": "text",
                     *           "open": true,
                     *           "declaredBy": [
                     *             {
                     *               "kind": "host",
                     *               "name": "fleet"
                     *             }
                     *           ],
                     *           "fields": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RecordTypeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "recordTypes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "TRANSACTION",
                     *       "number": 1,
                     *       "description": "text",
                     *       "open": true,
                     *       "declaredBy": [
                     *         {
                     *           "kind": "host",
                     *           "name": "fleet"
                     *         }
                     *       ],
                     *       "fields": [
                     *         "text"
                     *       ],
                     *       "ownFields": {},
                     *       "schema": {}
                     *     }
                     */
                    "application/json": components["schemas"]["RecordTypeDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "recordTypes.declare": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "A car in the fleet",
                 *       "fields": {
                 *         "mileage": {
                 *           "kind": "number",
                 *           "description": "Kilometres"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RecordTypeDeclarationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "TRANSACTION",
                     *       "number": 1,
                     *       "description": "text",
                     *       "open": true,
                     *       "declaredBy": [
                     *         {
                     *           "kind": "host",
                     *           "name": "fleet"
                     *         }
                     *       ],
                     *       "fields": [
                     *         "text"
                     *       ],
                     *       "ownFields": {},
                     *       "schema": {}
                     *     }
                     */
                    "application/json": components["schemas"]["RecordTypeDetailBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "recordTypes.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "records.list": {
        parameters: {
            query: {
                /** @description The system whose id it is; absent: any. With externalId. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Whether it is deleted in the hub. Default: both. */
                deleted?: boolean;
                /** @description The id of the record in a system. */
                externalId?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description The order of the list. */
                sort?: "newest" | "oldest" | "updated";
                type: string;
                /** @description Changed then or later; with `sort=updated`, what changed last first. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "rec_…",
                     *           "type": "TRANSACTION",
                     *           "mode": "live",
                     *           "version": 1,
                     *           "data": {},
                     *           "deletedAt": "2026-03-01T09:30:00.000Z",
                     *           "mergedInto": "rec_…",
                     *           "mergedBy": "mrg_…",
                     *           "erasedAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RecordBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "records.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rec_…",
                     *       "type": "TRANSACTION",
                     *       "mode": "live",
                     *       "version": 1,
                     *       "data": {},
                     *       "deletedAt": "2026-03-01T09:30:00.000Z",
                     *       "mergedInto": "rec_…",
                     *       "mergedBy": "mrg_…",
                     *       "erasedAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "links": [
                     *         {
                     *           "id": "lnk_…",
                     *           "connection": "con_…",
                     *           "type": "text",
                     *           "externalId": "text",
                     *           "primary": true,
                     *           "state": "live",
                     *           "baseline": {},
                     *           "remoteVersion": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "history": [
                     *         {
                     *           "version": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "trackingId": "text",
                     *           "connection": "text",
                     *           "changed": {},
                     *           "event": {
                     *             "type": "record.merged",
                     *             "merge": "mrg_…",
                     *             "winner": "rec_…",
                     *             "losers": []
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "records.delete": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "erasures.erase": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "ticket 4711"
                 *     }
                 */
                "application/json": components["schemas"]["EraseBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "record": "rec_…",
                     *       "records": [
                     *         "rec_…"
                     *       ],
                     *       "state": "open",
                     *       "reason": "text",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "doneAt": "2026-03-01T09:30:00.000Z",
                     *       "transfers": 1,
                     *       "bodiesCut": 1,
                     *       "bodiesDropped": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "erasures.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "record": "rec_…",
                     *       "records": [
                     *         "rec_…"
                     *       ],
                     *       "state": "open",
                     *       "reason": "text",
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "doneAt": "2026-03-01T09:30:00.000Z",
                     *       "transfers": 1,
                     *       "bodiesCut": 1,
                     *       "bodiesDropped": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ErasureBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "records.history": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "trackingId": "text",
                     *           "connection": "text",
                     *           "changed": {},
                     *           "event": {
                     *             "type": "record.merged",
                     *             "merge": "mrg_…",
                     *             "winner": "rec_…",
                     *             "losers": [
                     *               "text"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RecordChangeBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "records.undelete": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rec_…",
                     *       "type": "TRANSACTION",
                     *       "mode": "live",
                     *       "version": 1,
                     *       "data": {},
                     *       "deletedAt": "2026-03-01T09:30:00.000Z",
                     *       "mergedInto": "rec_…",
                     *       "mergedBy": "mrg_…",
                     *       "erasedAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RecordBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "connectors.refused": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "from": "acme",
                     *           "problems": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RefusedConnectorBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "rejections.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Refused then or later. */
                from?: string;
                limit?: number;
                reason?: string;
                /** @description Only those at this receiver. */
                receiver?: string;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                /** @description Refused before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "reason": "signature-mismatch",
                     *           "connection": "text",
                     *           "status": 1,
                     *           "method": "text",
                     *           "path": "text",
                     *           "headers": {},
                     *           "bodyBytes": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RejectionBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "replays.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                state?: "planning" | "planned" | "running" | "paused" | "done" | "cancelled" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "rpl_…",
                     *           "trackingId": "trk_…",
                     *           "hook": "hok_…",
                     *           "connection": "con_…",
                     *           "from": "2026-03-01T09:30:00.000Z",
                     *           "to": "2026-03-01T09:30:00.000Z",
                     *           "scope": "text",
                     *           "requestState": "text",
                     *           "verdict": "text",
                     *           "force": true,
                     *           "takeDuplicates": true,
                     *           "hooksPerSecond": 1,
                     *           "state": "planning",
                     *           "plan": {
                     *             "looked": 1,
                     *             "hooks": 1,
                     *             "counts": [
                     *               {
                     *                 "scope": "text",
                     *                 "type": "text",
                     *                 "action": "text",
                     *                 "verdict": "queued",
                     *                 "count": 1
                     *               }
                     *             ],
                     *             "deletes": 1,
                     *             "samples": [
                     *               {
                     *                 "hook": "hok_…",
                     *                 "element": 1,
                     *                 "connection": "con_…",
                     *                 "scope": "text",
                     *                 "type": "text",
                     *                 "action": "text",
                     *                 "recordId": "text",
                     *                 "verdict": "queued",
                     *                 "rule": "text",
                     *                 "effect": "create"
                     *               }
                     *             ],
                     *             "warnings": [
                     *               "text"
                     *             ]
                     *           },
                     *           "looked": 1,
                     *           "hooks": 1,
                     *           "queued": 1,
                     *           "refused": 1,
                     *           "reasons": [
                     *             {
                     *               "reason": "malformed",
                     *               "count": 1,
                     *               "examples": []
                     *             }
                     *           ],
                     *           "progress": {
                     *             "done": 1,
                     *             "ended": 1,
                     *             "failed": 1,
                     *             "open": 1,
                     *             "isWhole": true
                     *           },
                     *           "endsAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ReplayBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "replays.plan": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hook": "hok_…",
                 *       "connection": "con_…",
                 *       "from": "2026-03-01T09:30:00.000Z",
                 *       "to": "2026-03-01T09:30:00.000Z",
                 *       "scope": "order/updated",
                 *       "state": "queued",
                 *       "verdict": "queued",
                 *       "force": false,
                 *       "takeDuplicates": false,
                 *       "hooksPerSecond": 20,
                 *       "callbackUrl": "https://example.com/done"
                 *     }
                 */
                "application/json": components["schemas"]["ReplayAskBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "replays.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "replays.cancel": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "replays.pause": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "replays.resume": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "replays.run": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rpl_…",
                     *       "trackingId": "trk_…",
                     *       "hook": "hok_…",
                     *       "connection": "con_…",
                     *       "from": "2026-03-01T09:30:00.000Z",
                     *       "to": "2026-03-01T09:30:00.000Z",
                     *       "scope": "text",
                     *       "requestState": "text",
                     *       "verdict": "text",
                     *       "force": true,
                     *       "takeDuplicates": true,
                     *       "hooksPerSecond": 1,
                     *       "state": "planning",
                     *       "plan": {
                     *         "looked": 1,
                     *         "hooks": 1,
                     *         "counts": [
                     *           {
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "verdict": "queued",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "deletes": 1,
                     *         "samples": [
                     *           {
                     *             "hook": "hok_…",
                     *             "element": 1,
                     *             "connection": "con_…",
                     *             "scope": "text",
                     *             "type": "text",
                     *             "action": "text",
                     *             "recordId": "text",
                     *             "verdict": "queued",
                     *             "rule": "text",
                     *             "effect": "create"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "text"
                     *         ]
                     *       },
                     *       "looked": 1,
                     *       "hooks": 1,
                     *       "queued": 1,
                     *       "refused": 1,
                     *       "reasons": [
                     *         {
                     *           "reason": "malformed",
                     *           "count": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "progress": {
                     *         "done": 1,
                     *         "ended": 1,
                     *         "failed": 1,
                     *         "open": 1,
                     *         "isWhole": true
                     *       },
                     *       "endsAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_6"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tail.follow": {
        parameters: {
            query?: {
                connection?: string;
                /** @description Some of hooks, verdicts, transfers, deliveries; default: all that have what is asked for. */
                kinds?: string[];
                /** @description Of verdicts and transfers; of deliveries the type of the event. Hooks have none yet. */
                scope?: string;
                /** @description Of transfers and deliveries. */
                state?: "queued" | "waiting-children" | "awaiting-decision" | "waiting-retry" | "held" | "parked-block" | "parked" | "held-aside" | "done" | "ended" | "cancelled";
                /** @description Of deliveries: an endpoint or a trigger. */
                subscriber?: string;
                /** @description Of verdicts, transfers and deliveries. */
                type?: string;
                verdict?: "queued" | "duplicate" | "undecodable" | "unknown-account" | "unknown-scope" | "disabled-scope" | "wrong-mode" | "converted" | "child-ignored" | "stale" | "echo" | "no-change" | "guarded" | "held" | "overtaken" | "folded" | "unresolved" | "no-mapping" | "filtered" | "error-filtered" | "no-link" | "nothing-to-delete" | "gone" | "ambiguous-match" | "skipped" | "rejected" | "superseded" | "loop-suspected" | "yielded";
            };
            header?: {
                /** @description Goes on behind this event. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream that ends when the host stops. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            406: components["responses"]["Problem406_1"];
            429: components["responses"]["Problem429_4"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "tenants.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                state?: "active" | "suspended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ten_…",
                     *           "name": "text",
                     *           "state": "active",
                     *           "quotas": {
                     *             "storedBytes": 10000000000,
                     *             "hooksPerDay": 100000,
                     *             "connections": 20,
                     *             "openRequests": 50000
                     *           },
                     *           "retention": {
                     *             "payloadDays": 14,
                     *             "historyDays": 60,
                     *             "rejectionDays": 30,
                     *             "eventDays": 30,
                     *             "changeDays": 365,
                     *             "auditDays": 730,
                     *             "payloadBytes": 5000000000
                     *           },
                     *           "createdAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TenantBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "tenants.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme",
                 *       "quotas": {
                 *         "storedBytes": 10000000000,
                 *         "hooksPerDay": 100000,
                 *         "connections": 20,
                 *         "openRequests": 50000
                 *       },
                 *       "retention": {
                 *         "payloadDays": 14,
                 *         "historyDays": 60,
                 *         "rejectionDays": 30,
                 *         "eventDays": 30,
                 *         "changeDays": 365,
                 *         "auditDays": 730,
                 *         "payloadBytes": 5000000000
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewTenantBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "name": "text",
                     *       "key": "hya_…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewTenantAnswer"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenants.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "name": "text",
                     *       "state": "active",
                     *       "quotas": {
                     *         "storedBytes": 10000000000,
                     *         "hooksPerDay": 100000,
                     *         "connections": 20,
                     *         "openRequests": 50000
                     *       },
                     *       "retention": {
                     *         "payloadDays": 14,
                     *         "historyDays": 60,
                     *         "rejectionDays": 30,
                     *         "eventDays": 30,
                     *         "changeDays": 365,
                     *         "auditDays": 730,
                     *         "payloadBytes": 5000000000
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "tenantEnd.remove": {
        parameters: {
            query: {
                /** @description The name of the tenant. */
                name: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "state": "deleting",
                     *       "by": "key_…",
                     *       "begunAt": "2026-03-01T09:30:00.000Z",
                     *       "doneAt": "2026-03-01T09:30:00.000Z",
                     *       "rows": {
                     *         "hook": 1200,
                     *         "record": 350
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDeletionBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenants.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme",
                 *       "quotas": {
                 *         "storedBytes": 10000000000,
                 *         "hooksPerDay": 100000,
                 *         "connections": 20,
                 *         "openRequests": 50000
                 *       },
                 *       "retention": {
                 *         "payloadDays": 14,
                 *         "historyDays": 60,
                 *         "rejectionDays": 30,
                 *         "eventDays": 30,
                 *         "changeDays": 365,
                 *         "auditDays": 730,
                 *         "payloadBytes": 5000000000
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TenantPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "name": "text",
                     *       "state": "active",
                     *       "quotas": {
                     *         "storedBytes": 10000000000,
                     *         "hooksPerDay": 100000,
                     *         "connections": 20,
                     *         "openRequests": 50000
                     *       },
                     *       "retention": {
                     *         "payloadDays": 14,
                     *         "historyDays": 60,
                     *         "rejectionDays": 30,
                     *         "eventDays": 30,
                     *         "changeDays": 365,
                     *         "auditDays": 730,
                     *         "payloadBytes": 5000000000
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenantEnd.deletion": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "state": "deleting",
                     *       "by": "key_…",
                     *       "begunAt": "2026-03-01T09:30:00.000Z",
                     *       "doneAt": "2026-03-01T09:30:00.000Z",
                     *       "rows": {
                     *         "hook": 1200,
                     *         "record": 350
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantDeletionBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "tenantEnd.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of JSON. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_5"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "tenants.createKey": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "reports",
                 *       "role": "admin",
                 *       "expiresAt": "2026-03-01T09:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_…",
                     *       "name": "text",
                     *       "role": "admin",
                     *       "hint": "hya_7Kq2b…",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "expiresAt": "2026-03-01T09:30:00.000Z",
                     *       "lastUsedAt": "2026-03-01T09:30:00.000Z",
                     *       "key": "hya_…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKeyBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenants.resume": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "name": "text",
                     *       "state": "active",
                     *       "quotas": {
                     *         "storedBytes": 10000000000,
                     *         "hooksPerDay": 100000,
                     *         "connections": 20,
                     *         "openRequests": 50000
                     *       },
                     *       "retention": {
                     *         "payloadDays": 14,
                     *         "historyDays": 60,
                     *         "rejectionDays": 30,
                     *         "eventDays": 30,
                     *         "changeDays": 365,
                     *         "auditDays": 730,
                     *         "payloadBytes": 5000000000
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenants.suspend": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ten_…",
                     *       "name": "text",
                     *       "state": "active",
                     *       "quotas": {
                     *         "storedBytes": 10000000000,
                     *         "hooksPerDay": 100000,
                     *         "connections": 20,
                     *         "openRequests": 50000
                     *       },
                     *       "retention": {
                     *         "payloadDays": 14,
                     *         "historyDays": 60,
                     *         "rejectionDays": 30,
                     *         "eventDays": 30,
                     *         "changeDays": 365,
                     *         "auditDays": 730,
                     *         "payloadBytes": 5000000000
                     *       },
                     *       "createdAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "tenants.usage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "storedBytes": {
                     *         "used": 1250,
                     *         "quota": 100000,
                     *         "measuredAt": "2026-03-01T09:30:00.000Z"
                     *       },
                     *       "hooksPerDay": {
                     *         "used": 1250,
                     *         "quota": 100000,
                     *         "measuredAt": "2026-03-01T09:30:00.000Z"
                     *       },
                     *       "connections": {
                     *         "used": 1250,
                     *         "quota": 100000,
                     *         "measuredAt": "2026-03-01T09:30:00.000Z"
                     *       },
                     *       "openRequests": {
                     *         "used": 1250,
                     *         "quota": 100000,
                     *         "measuredAt": "2026-03-01T09:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TenantUsageBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "transfers.list": {
        parameters: {
            query?: {
                action?: "NONE" | "CREATED" | "UPDATED" | "DELETED" | "INITIALIZE" | "ALL" | "BULK" | "POLL" | "OTHER";
                /** @description What it is held or parked for, or ended with; also only the part before a colon. */
                code?: string;
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                direction?: "TO" | "FROM";
                /** @description Queued then or later. */
                from?: string;
                /** @description What this hook brought about. */
                hook?: string;
                limit?: number;
                /** @description The record, as the side that the request reads from calls it. */
                recordId?: string;
                scope?: string;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                state?: "queued" | "waiting-children" | "awaiting-decision" | "waiting-retry" | "held" | "parked-block" | "parked" | "held-aside" | "done" | "ended" | "cancelled";
                /** @description Queued before. */
                to?: string;
                /** @description The whole tree of a tracking id. */
                trackingId?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TransferBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "transfers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "transferCommands.cancelOne": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.decide": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "dec_…",
                 *       "step": "create",
                 *       "recordType": "CUSTOMER",
                 *       "transfer": "req_…",
                 *       "record": "rec_…",
                 *       "state": "waiting",
                 *       "answer": "proceed",
                 *       "by": "handler",
                 *       "reason": "text",
                 *       "tookMs": 1,
                 *       "attempts": 1,
                 *       "createdAt": "2026-03-01T09:30:00.000Z",
                 *       "endedAt": "2026-03-01T09:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.parkOne": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.releaseOne": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.retryOne": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_…",
                     *       "trackingId": "trk_…",
                     *       "replayed": true,
                     *       "parent": "req_…",
                     *       "hook": "hok_…",
                     *       "element": 1,
                     *       "connection": "con_…",
                     *       "direction": "TO",
                     *       "mode": "live",
                     *       "scope": "text",
                     *       "type": "text",
                     *       "action": "text",
                     *       "recordId": "text",
                     *       "state": "done",
                     *       "code": "text",
                     *       "attempts": 1,
                     *       "dueAt": "2026-03-01T09:30:00.000Z",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "endedAt": "2026-03-01T09:30:00.000Z",
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "trail": [
                     *         {}
                     *       ],
                     *       "payload": "text",
                     *       "result": {},
                     *       "madeWith": {
                     *         "connector": "rest@1.0.0",
                     *         "collection": "map_…@3"
                     *       },
                     *       "failures": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "RetryLater",
                     *           "message": "text",
                     *           "madeWith": {
                     *             "connector": "rest@1.0.0",
                     *             "collection": "map_…@3"
                     *           },
                     *           "facts": {}
                     *         }
                     *       ],
                     *       "tree": [
                     *         {
                     *           "id": "req_…",
                     *           "trackingId": "trk_…",
                     *           "replayed": true,
                     *           "parent": "req_…",
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "direction": "TO",
                     *           "mode": "live",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "action": "text",
                     *           "recordId": "text",
                     *           "state": "done",
                     *           "code": "text",
                     *           "attempts": 1,
                     *           "dueAt": "2026-03-01T09:30:00.000Z",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "endedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TransferDetailBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferTurns.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "oldest" | "newest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "expiresAt": "2026-03-01T09:30:00.000Z",
                     *           "detail": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TurnBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "transferCommands.cancel": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT",
                 *       "scope": "order/updated",
                 *       "state": "queued",
                 *       "code": "bad-config",
                 *       "limit": 200,
                 *       "cursor": "text",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["TransferFilterBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 1,
                     *       "changed": 1,
                     *       "running": 1,
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CommandedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.park": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT",
                 *       "scope": "order/updated",
                 *       "state": "queued",
                 *       "code": "bad-config",
                 *       "limit": 200,
                 *       "cursor": "text",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["TransferFilterBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 1,
                     *       "changed": 1,
                     *       "running": 1,
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CommandedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.release": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT",
                 *       "scope": "order/updated",
                 *       "state": "queued",
                 *       "code": "bad-config",
                 *       "limit": 200,
                 *       "cursor": "text",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["TransferFilterBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 1,
                     *       "changed": 1,
                     *       "running": 1,
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CommandedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "transferCommands.retry": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "connection": "con_…",
                 *       "direction": "TO",
                 *       "type": "PRODUCT",
                 *       "scope": "order/updated",
                 *       "state": "queued",
                 *       "code": "bad-config",
                 *       "limit": 200,
                 *       "cursor": "text",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["TransferFilterBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 1,
                     *       "changed": 1,
                     *       "running": 1,
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CommandedBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "translations.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "trl_…",
                     *           "name": "countries",
                     *           "rows": {},
                     *           "default": "text",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TranslationBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "translations.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rows": {
                 *         "NO": "Norway",
                 *         "SE": "Sweden"
                 *       },
                 *       "default": "Elsewhere",
                 *       "name": "countries"
                 *     }
                 */
                "application/json": components["schemas"]["NewTranslationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trl_…",
                     *       "name": "countries",
                     *       "rows": {},
                     *       "default": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TranslationBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "translations.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trl_…",
                     *       "name": "countries",
                     *       "rows": {},
                     *       "default": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "usedBy": [
                     *         "map_…"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TranslationDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "translations.replace": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rows": {
                 *         "NO": "Norway",
                 *         "SE": "Sweden"
                 *       },
                 *       "default": "Elsewhere"
                 *     }
                 */
                "application/json": components["schemas"]["TranslationTableBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trl_…",
                     *       "name": "countries",
                     *       "rows": {},
                     *       "default": "text",
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TranslationBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "translations.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "coverage.ofTranslation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "rows": 1,
                     *       "values": [
                     *         {
                     *           "value": "text",
                     *           "count": 1,
                     *           "firstSeen": "2026-03-01T09:30:00.000Z",
                     *           "lastSeen": "2026-03-01T09:30:00.000Z",
                     *           "collections": [
                     *             "map_…"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TranslationCoverageBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "triggers.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                mode?: "live" | "sandbox";
                /** @description A part of the name, in any case. */
                name?: string;
                /** @description The order of the list. */
                sort?: "oldest" | "newest" | "name";
                state?: "active" | "disabled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "trg_…",
                     *           "name": "Billing",
                     *           "mode": "live",
                     *           "reason": "text",
                     *           "url": "https://example.com/hooks",
                     *           "description": "text",
                     *           "events": [
                     *             "record.*"
                     *           ],
                     *           "filter": "text",
                     *           "recordTypes": [
                     *             "text"
                     *           ],
                     *           "headers": {},
                     *           "ratePerSecond": 1,
                     *           "concurrency": 1,
                     *           "retrySeconds": [
                     *             1
                     *           ],
                     *           "timeoutSeconds": 1,
                     *           "disableAfterHours": 1,
                     *           "secrets": {},
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "updatedAt": "2026-03-01T09:30:00.000Z",
                     *           "state": "active",
                     *           "method": "POST",
                     *           "sendAs": "json",
                     *           "fields": {},
                     *           "staticFields": {},
                     *           "knownIn": "con_…",
                     *           "waitSeconds": 1,
                     *           "restartSeconds": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TriggerBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "triggers.create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "filter": "data.record.data.country = 'NO'",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "ratePerSecond": 0.1,
                 *       "concurrency": 10,
                 *       "retrySeconds": [
                 *         5,
                 *         300,
                 *         1800,
                 *         7200,
                 *         18000,
                 *         36000,
                 *         50400,
                 *         72000,
                 *         86400
                 *       ],
                 *       "timeoutSeconds": 15,
                 *       "disableAfterHours": 120,
                 *       "method": "POST",
                 *       "sendAs": "json",
                 *       "fields": {
                 *         "email": "email",
                 *         "city": "address.city",
                 *         "profileid": "$.data.record.id"
                 *       },
                 *       "staticFields": {
                 *         "automationid": "17"
                 *       },
                 *       "knownIn": "con_…",
                 *       "waitSeconds": 0,
                 *       "restartSeconds": 0,
                 *       "url": "https://example.com/hooks",
                 *       "events": [
                 *         "record.*"
                 *       ],
                 *       "mode": "sandbox"
                 *     }
                 */
                "application/json": components["schemas"]["NewTriggerBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trg_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "active",
                     *       "method": "POST",
                     *       "sendAs": "json",
                     *       "fields": {},
                     *       "staticFields": {},
                     *       "knownIn": "con_…",
                     *       "waitSeconds": 1,
                     *       "restartSeconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trg_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "active",
                     *       "method": "POST",
                     *       "sendAs": "json",
                     *       "fields": {},
                     *       "staticFields": {},
                     *       "knownIn": "con_…",
                     *       "waitSeconds": 1,
                     *       "restartSeconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "triggers.remove": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggers.change": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing",
                 *       "description": "",
                 *       "filter": "data.record.data.country = 'NO'",
                 *       "recordTypes": [
                 *         "CUSTOMER"
                 *       ],
                 *       "headers": {
                 *         "x-source": "hookyard"
                 *       },
                 *       "secretHeaders": {
                 *         "authorization": "Bearer …"
                 *       },
                 *       "ratePerSecond": 0.1,
                 *       "concurrency": 10,
                 *       "retrySeconds": [
                 *         5,
                 *         300,
                 *         1800,
                 *         7200,
                 *         18000,
                 *         36000,
                 *         50400,
                 *         72000,
                 *         86400
                 *       ],
                 *       "timeoutSeconds": 15,
                 *       "disableAfterHours": 120,
                 *       "method": "POST",
                 *       "sendAs": "json",
                 *       "fields": {
                 *         "email": "email",
                 *         "city": "address.city",
                 *         "profileid": "$.data.record.id"
                 *       },
                 *       "staticFields": {
                 *         "automationid": "17"
                 *       },
                 *       "knownIn": "con_…",
                 *       "waitSeconds": 0,
                 *       "restartSeconds": 0,
                 *       "url": "https://example.com/hooks",
                 *       "events": [
                 *         "record.*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TriggerChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trg_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "active",
                     *       "method": "POST",
                     *       "sendAs": "json",
                     *       "fields": {},
                     *       "staticFields": {},
                     *       "knownIn": "con_…",
                     *       "waitSeconds": 1,
                     *       "restartSeconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerBody"];
                };
            };
            400: components["responses"]["Problem400_4"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_3"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggerCalls.list": {
        parameters: {
            query?: {
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                limit?: number;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
            };
            header?: never;
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sequence": 1,
                     *           "event": "evt_…",
                     *           "type": "record.updated",
                     *           "record": "rec_…",
                     *           "state": "waiting",
                     *           "reason": "text",
                     *           "attempts": 1,
                     *           "nextAt": "2026-03-01T09:30:00.000Z",
                     *           "answer": {
                     *             "status": 200,
                     *             "tookMs": 1,
                     *             "text": "text"
                     *           },
                     *           "at": "2026-03-01T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeliveryBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "triggerCalls.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example text */
                id: string;
                /** @example text */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sequence": 1,
                     *       "event": "evt_…",
                     *       "type": "record.updated",
                     *       "record": "rec_…",
                     *       "state": "waiting",
                     *       "reason": "text",
                     *       "attempts": 1,
                     *       "nextAt": "2026-03-01T09:30:00.000Z",
                     *       "answer": {
                     *         "status": 200,
                     *         "tookMs": 1,
                     *         "text": "text"
                     *       },
                     *       "at": "2026-03-01T09:30:00.000Z",
                     *       "tries": [
                     *         {
                     *           "number": 1,
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "tookMs": 1,
                     *           "failure": "http-503",
                     *           "message": "text",
                     *           "facts": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryDetailBody"];
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
    "triggerCalls.resend": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
                /** @example text */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggers.disable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trg_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "active",
                     *       "method": "POST",
                     *       "sendAs": "json",
                     *       "fields": {},
                     *       "staticFields": {},
                     *       "knownIn": "con_…",
                     *       "waitSeconds": 1,
                     *       "restartSeconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggers.enable": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description The `ETag` of what was read: the change is refused with 412 when it is another now.
                 * @example "Zm9vYmFyYmF6cXV4"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "trg_…",
                     *       "name": "Billing",
                     *       "mode": "live",
                     *       "reason": "text",
                     *       "url": "https://example.com/hooks",
                     *       "description": "text",
                     *       "events": [
                     *         "record.*"
                     *       ],
                     *       "filter": "text",
                     *       "recordTypes": [
                     *         "text"
                     *       ],
                     *       "headers": {},
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "retrySeconds": [
                     *         1
                     *       ],
                     *       "timeoutSeconds": 1,
                     *       "disableAfterHours": 1,
                     *       "secrets": {},
                     *       "createdAt": "2026-03-01T09:30:00.000Z",
                     *       "updatedAt": "2026-03-01T09:30:00.000Z",
                     *       "state": "active",
                     *       "method": "POST",
                     *       "sendAs": "json",
                     *       "fields": {},
                     *       "staticFields": {},
                     *       "knownIn": "con_…",
                     *       "waitSeconds": 1,
                     *       "restartSeconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_4"];
            412: components["responses"]["Problem412_1"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggerCalls.recover": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-03-01T09:30:00Z",
                 *       "after": 0
                 *     }
                 */
                "application/json": components["schemas"]["RecoverDeliveriesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "looked": 1,
                     *       "sent": 1,
                     *       "next": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveredDeliveriesBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "triggerCalls.test": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A repeat of the call with its key is answered the same for a day, and done once.
                 * @example 6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example text */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "record": "rec_…",
                 *       "type": "record.updated",
                 *       "send": true
                 *     }
                 */
                "application/json": components["schemas"]["TestTriggerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description It was done before, under this key. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request": {
                     *         "method": "POST",
                     *         "url": "https://example.com/start?email=ann%40example.com",
                     *         "headers": {},
                     *         "body": "text",
                     *         "isCut": true
                     *       },
                     *       "holds": true,
                     *       "problem": "text",
                     *       "isKnown": true,
                     *       "answer": {
                     *         "outcome": "delivered",
                     *         "status": 1,
                     *         "failure": "text",
                     *         "message": "text",
                     *         "tookMs": 1,
                     *         "text": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TriedTriggerBody"];
                };
            };
            400: components["responses"]["Problem400_3"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_2"];
            404: components["responses"]["Problem404_1"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_1"];
            415: components["responses"]["Problem415_1"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_2"];
        };
    };
    "verdicts.list": {
        parameters: {
            query?: {
                /** @description Only those of this connection. */
                connection?: string;
                /** @description The `next` of the page before, under the same filters and the same order. */
                cursor?: string;
                /** @description Spoken then or later. */
                from?: string;
                /** @description Of the elements of this hook. */
                hook?: string;
                limit?: number;
                recordId?: string;
                /** @description docs/reference/verdicts.md lists the rules. */
                rule?: string;
                scope?: string;
                /** @description The order of the list. */
                sort?: "newest" | "oldest";
                /** @description Spoken before. */
                to?: string;
                /** @description Of what this request would have brought about. */
                transfer?: string;
                type?: string;
                verdict?: "queued" | "duplicate" | "undecodable" | "unknown-account" | "unknown-scope" | "disabled-scope" | "wrong-mode" | "converted" | "child-ignored" | "stale" | "echo" | "no-change" | "guarded" | "held" | "overtaken" | "folded" | "unresolved" | "no-mapping" | "filtered" | "error-filtered" | "no-link" | "nothing-to-delete" | "gone" | "ambiguous-match" | "skipped" | "rejected" | "superseded" | "loop-suspected" | "yielded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match and If-None-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.000Z",
                     *           "verdict": "disabled-scope",
                     *           "rule": "scope.enabled",
                     *           "facts": {},
                     *           "hook": "hok_…",
                     *           "element": 1,
                     *           "connection": "con_…",
                     *           "scope": "text",
                     *           "type": "text",
                     *           "recordId": "text",
                     *           "configVersion": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["VerdictBody"][];
                        /** @description The cursor of the next page; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description Nothing changed since the tag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401_1"];
            403: components["responses"]["Problem403_1"];
            404: components["responses"]["Problem404_1"];
            429: components["responses"]["Problem429_1"];
            500: components["responses"]["Problem500_1"];
            503: components["responses"]["Problem503_1"];
        };
    };
}
