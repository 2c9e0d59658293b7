package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.access.AccessException;

/** Refused changes of applications and roles as errors of the management interface. */
public final class AccessProblems {

    private AccessProblems() {}

    public static HttpProblem of(AccessException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NOT_FOUND -> HttpProblem.of(404, "ResourceNotFound", message);
            case INVALID -> HttpProblem.of(400, "InvalidRequestContent", message);
            case PRINCIPAL_NOT_FOUND -> HttpProblem.of(400, "PrincipalNotFound", message);
            case ROLE_NOT_FOUND -> HttpProblem.of(404, "RoleDefinitionDoesNotExist", message);
            case CONDITION_WITHOUT_EFFECT -> HttpProblem.of(400, "ConditionWithoutEffect", message);
            case ASSIGNMENT_EXISTS -> HttpProblem.of(409, "RoleAssignmentExists", message);
            case NOT_DELETABLE -> HttpProblem.of(409, "ResourceInUse", message);
            case TOO_MANY -> HttpProblem.of(400, "LimitExceeded", message);
        };
    }
}
