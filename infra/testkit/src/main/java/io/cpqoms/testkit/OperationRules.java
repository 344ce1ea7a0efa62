package io.cpqoms.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The house rule of REST operations: each one names the roles that may call it, in code and not by a pattern of paths. */
public final class OperationRules {
    private static final String ROLES = "jakarta.annotation.security.RolesAllowed";
    private static final String ANYBODY = "jakarta.annotation.security.PermitAll";

    private OperationRules() {}

    /** Fails with the operations of these classes that name no roles; interfaces are clients and serve nobody. */
    public static void requireRoles(JavaClasses classes) {
        methods()
                .that(new DescribedPredicate<JavaMethod>("are REST operations") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                                && !method.getOwner().isInterface();
                    }
                })
                .should(nameTheirRoles())
                .because("a token without a role, or a forgotten path, must not open anything")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static ArchCondition<JavaMethod> nameTheirRoles() {
        return new ArchCondition<>("name the roles that may call them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass resource = method.getOwner();
                boolean named = method.isAnnotatedWith(ROLES)
                        || (resource.isAnnotatedWith(ROLES) && !method.isAnnotatedWith(ANYBODY));
                events.add(new SimpleConditionEvent(method, named, method.getFullName() + " names no roles"));
            }
        };
    }
}
