package io.cpqoms.cockpit;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * The one who looks after processes: sees all of them with their incidents and gives failed steps another attempt, in Cockpit
 * alone. He makes no users, decides no task, and changes no variable. An operator of an older platform was an administrator
 * under the same name; he is none any more.
 */
@Component
class Operator implements ApplicationRunner {

    private static final String GROUP = "operators";

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final String name;
    private final String password;

    Operator(
            IdentityService identities,
            AuthorizationService authorizations,
            @Value("${cpq.cockpit.operator}") String name,
            @Value("${cpq.cockpit.password}") String password) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.name = name;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (identities.createGroupQuery().groupId(GROUP).count() == 0) {
            grantAll();
            Group group = identities.newGroup(GROUP);
            group.setName("Operators");
            group.setType("WORKFLOW");
            identities.saveGroup(group);
        }
        identities.deleteMembership(name, Groups.CAMUNDA_ADMIN);
        keep();
        identities.deleteMembership(name, GROUP);
        identities.createMembership(name, GROUP);
    }

    private void grantAll() {
        grant(Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(
                Resources.PROCESS_DEFINITION,
                ANY,
                Permissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.RETRY_JOB);
        grant(Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        grant(Resources.DEPLOYMENT, ANY, Permissions.READ);
        grant(Resources.BATCH, ANY, Permissions.READ);
    }

    /** The password is the place's: whoever changes it there has changed it here at the next start. */
    private void keep() {
        User user = identities.createUserQuery().userId(name).singleResult();
        if (user != null && identities.checkPassword(name, password)) {
            return;
        }
        User kept = user == null ? identities.newUser(name) : user;
        kept.setFirstName("Operator");
        kept.setPassword(password);
        identities.saveUser(kept);
    }

    private void grant(Resource resource, String resourceId, Permission... permissions) {
        Authorization authorization = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
        authorization.setGroupId(GROUP);
        authorization.setResource(resource);
        authorization.setResourceId(resourceId);
        for (Permission permission : permissions) {
            authorization.addPermission(permission);
        }
        authorizations.saveAuthorization(authorization);
    }
}
