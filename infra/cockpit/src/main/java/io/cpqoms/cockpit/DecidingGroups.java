package io.cpqoms.cockpit;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the groups that the processes ask, under the very names that tokens carry, and lets them into Tasklist. Which tasks they see there
 * is not said here: the bridge writes that beside each task. People are added to the groups in Admin.
 */
@Component
class DecidingGroups implements ApplicationRunner {

    private static final Map<String, String> GROUPS = Map.of(
            "sales-managers", "Sales managers",
            "sales-directors", "Sales directors",
            "order-operations", "Order operations");

    private final IdentityService identities;
    private final AuthorizationService authorizations;

    DecidingGroups(IdentityService identities, AuthorizationService authorizations) {
        this.identities = identities;
        this.authorizations = authorizations;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        GROUPS.forEach(this::prepare);
    }

    /** What an administrator has changed since stays as it is: a group that is there is left alone, so its rights come first. */
    private void prepare(String id, String name) {
        if (identities.createGroupQuery().groupId(id).count() > 0) {
            return;
        }
        grant(id, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(id, Resources.FILTER, Authorization.ANY, Permissions.READ);
        Group group = identities.newGroup(id);
        group.setName(name);
        group.setType("WORKFLOW");
        identities.saveGroup(group);
    }

    private void grant(String group, Resource resource, String resourceId, Permission permission) {
        if (authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .count()
                > 0) {
            return;
        }
        Authorization authorization = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(resourceId);
        authorization.addPermission(permission);
        authorizations.saveAuthorization(authorization);
    }
}
